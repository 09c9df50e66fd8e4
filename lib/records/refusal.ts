import { AtlasError } from "@/lib/core/errors";

type Reason =
  | "idInvalid"
  | "idUnknown"
  | "redirected"
  | "kindsDiffer"
  | "sameRecord"
  | "demoWithReal"
  | "referenceMerged"
  | "sirensDiffer"
  | "countriesDiffer"
  | "successorOfOther"
  | "notConfirmed"
  | "noField"
  | "assignmentInvalid"
  | "fieldUnknown"
  | "fieldTwice"
  | "fieldRequired"
  | "codeUnknown"
  | "dateInvalid"
  | "dayInvalid"
  | "dayInFuture"
  | "yearInvalid"
  | "answerInvalid"
  | "urlInvalid"
  | "textTooLong"
  | "personalData"
  | "positionInvalid"
  | "successorInvalid"
  | "ownSuccessor"
  | "translationOfOriginal"
  | "refusedByDatabase"
  | "notAPair";

/** The error of a command on records that cannot be done; its message in the operator's language is `records.error.<reason>`. */
export function refusal(reason: Reason, context: Record<string, string | number> = {}, cause?: unknown): AtlasError {
  const message = `records.error.${reason}`;
  return new AtlasError("invalid_input", `records: ${reason}`, { context: { ...context, message }, cause });
}
