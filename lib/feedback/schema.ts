import { z } from "zod";
import { limits } from "@/lib/core/limits";
import { FeedbackKind, FeedbackPart, FeedbackStatus } from "@/lib/core/prisma-client/enums";
import { oneLine, readable } from "@/lib/core/written-text";

export const feedbackKinds = Object.values(FeedbackKind);
export const feedbackParts = Object.values(FeedbackPart);
export const feedbackStatuses = Object.values(FeedbackStatus);

/** Fields of the form as the visitor filled them in; `trap` is one that people do not see, `token` the form's own. */
export const formFields = ["kind", "part", "text", "evidence", "organisation", "email", "trap", "token"] as const;
export type FormField = (typeof formFields)[number];
export type FormValues = Record<FormField, string>;

export const emptyForm: FormValues = {
  ...{ kind: "", part: "", text: "", evidence: "", organisation: "", email: "", trap: "", token: "" },
};

/** What is wrong with a form; each code is a message of `feedback.problem`. Those without a field are about the whole form. */
export const problemCodes = {
  kind_missing: "kind",
  text_missing: "text",
  text_too_long: "text",
  evidence_invalid: "evidence",
  evidence_too_long: "evidence",
  organisation_too_long: "organisation",
  email_invalid: "email",
  trap_filled: null,
  too_fast: null,
  expired: null,
  too_many: null,
  too_many_of_all: null,
} as const satisfies Record<string, FormField | null>;
export type ProblemCode = keyof typeof problemCodes;
export type FormProblem = { code: ProblemCode; length?: number };

/** A report that may be stored. */
export type Report = {
  kind: FeedbackKind;
  part: FeedbackPart | null;
  body: string | null;
  evidenceUrl: string | null;
  organisation: string | null;
  email: string | null;
};

/** The fields of a form that was sent; a field that is missing or twice there counts as its first or as empty. */
export function readValues(form: URLSearchParams): FormValues {
  const values = formFields.map((field) => {
    const text = form.get(field) ?? "";
    return [field, field === "text" ? readable(text) : oneLine(text)] as const;
  });
  return Object.fromEntries(values) as FormValues;
}

const emailSchema = z.email().max(limits.emailLength);
const evidenceSchema = z.url({ protocol: /^https?$/, hostname: z.regexes.domain });
const kindSchema = z.enum(FeedbackKind);
const partSchema = z.enum(FeedbackPart).nullable().catch(null);

/** The report that a form holds, or everything that is wrong with it, in the order of the fields. */
export function checkValues(values: FormValues): { report: Report | null; problems: FormProblem[] } {
  const { text, evidence, organisation, email } = values;
  const problems: FormProblem[] = [];
  const kind = kindSchema.safeParse(values.kind);
  if (!kind.success) problems.push({ code: "kind_missing" });
  if (text === "" && kind.data !== "confirmation") problems.push({ code: "text_missing" });
  if (text.length > limits.feedbackTextLength) problems.push({ code: "text_too_long", length: text.length });
  if (evidence.length > limits.feedbackUrlLength) problems.push({ code: "evidence_too_long" });
  else if (evidence !== "" && !evidenceSchema.safeParse(evidence).success) problems.push({ code: "evidence_invalid" });
  if (organisation.length > limits.feedbackOrganisationLength) problems.push({ code: "organisation_too_long" });
  if (email !== "" && !emailSchema.safeParse(email).success) problems.push({ code: "email_invalid" });
  if (!kind.success || problems.length > 0) return { report: null, problems };
  const report: Report = {
    kind: kind.data,
    part: partSchema.parse(values.part),
    body: text || null,
    evidenceUrl: evidence || null,
    organisation: organisation || null,
    email: email || null,
  };
  return { report, problems };
}
