import { limits } from "@/lib/core/limits";
import { readable } from "@/lib/core/written-text";

/** What a contact may answer, as the form says it: all is right, something is not, or it is not to be published. */
export const answers = ["confirm", "correct", "object"] as const;
export type Answer = (typeof answers)[number];

/** Fields of the forms; each of them has one text at most. */
export const verificationFields = ["answer", "correction", "reason"] as const;
export type VerificationField = (typeof verificationFields)[number];
export type VerificationValues = Record<VerificationField, string>;

export const emptyVerification: VerificationValues = { answer: "", correction: "", reason: "" };

/** What is wrong with a form; each code is a message of `verification.problem`. */
export const verificationProblems = {
  answer_missing: null,
  correction_missing: "correction",
  correction_too_long: "correction",
  reason_too_long: "reason",
} as const satisfies Record<string, VerificationField | null>;
export type VerificationProblemCode = keyof typeof verificationProblems;
export type VerificationProblem = { code: VerificationProblemCode; length?: number };

/** An answer that may be taken; a confirmation has no text. */
export type Given = { answer: Answer; text: string | null };

/** The fields of a form that was sent. */
export function readVerificationForm(form: URLSearchParams): VerificationValues {
  const values = verificationFields.map((field) => [field, readable(form.get(field) ?? "")] as const);
  return Object.fromEntries(values) as VerificationValues;
}

/** The answer that a form holds, or what is wrong with it. */
export function checkVerification(values: VerificationValues): { given: Given } | { problems: VerificationProblem[] } {
  const answer = answers.find((each) => each === values.answer);
  if (!answer) return { problems: [{ code: "answer_missing" }] };
  if (answer === "confirm") return { given: { answer, text: null } };
  const field = answer === "correct" ? "correction" : "reason";
  const text = values[field];
  if (answer === "correct" && text === "") return { problems: [{ code: "correction_missing" }] };
  if (text.length > limits.feedbackTextLength) return { problems: [{ code: `${field}_too_long`, length: text.length }] };
  return { given: { answer, text: text || null } };
}
