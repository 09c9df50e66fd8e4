import { z } from "zod";
import { limits } from "@/lib/core/limits";
import { oneLine, readable } from "@/lib/core/written-text";

/** Fields of the form as the visitor filled them in; `trap` is one that people do not see, `token` the form's own. */
export const relayFields = ["name", "email", "subject", "text", "trap", "token"] as const;
export type RelayField = (typeof relayFields)[number];
export type RelayValues = Record<RelayField, string>;

export const emptyLetter: RelayValues = { name: "", email: "", subject: "", text: "", trap: "", token: "" };

/** What is wrong with a form; each code is a message of `relay.problem`. Those without a field are about the whole form. */
export const relayProblems = {
  name_missing: "name",
  name_too_long: "name",
  email_invalid: "email",
  subject_missing: "subject",
  subject_too_long: "subject",
  text_missing: "text",
  text_too_long: "text",
  trap_filled: null,
  too_fast: null,
  expired: null,
  too_many: null,
  too_many_of_sender: null,
  too_many_of_recipient: null,
  too_many_of_all: null,
} as const satisfies Record<string, RelayField | null>;
export type RelayProblemCode = keyof typeof relayProblems;
export type RelayProblem = { code: RelayProblemCode; length?: number };

/** A letter that may be passed on; all but the text is one line. */
export type Letter = { name: string; email: string; subject: string; body: string };

/** The fields of a form that was sent; a field that is missing or twice there counts as its first or as empty. */
export function readLetter(form: URLSearchParams): RelayValues {
  const values = relayFields.map((field) => {
    const text = form.get(field) ?? "";
    return [field, field === "text" ? readable(text) : oneLine(text)] as const;
  });
  return Object.fromEntries(values) as RelayValues;
}

const emailSchema = z.email().max(limits.emailLength);

/** The letter that a form holds, or everything that is wrong with it, in the order of the fields. */
export function checkLetter({ name, email, subject, text }: RelayValues): { letter: Letter | null; problems: RelayProblem[] } {
  const problems: RelayProblem[] = [];
  if (name === "") problems.push({ code: "name_missing" });
  if (name.length > limits.feedbackOrganisationLength) problems.push({ code: "name_too_long" });
  if (!emailSchema.safeParse(email).success) problems.push({ code: "email_invalid" });
  if (subject === "") problems.push({ code: "subject_missing" });
  if (subject.length > limits.relaySubjectLength) problems.push({ code: "subject_too_long" });
  if (text === "") problems.push({ code: "text_missing" });
  if (text.length > limits.feedbackTextLength) problems.push({ code: "text_too_long", length: text.length });
  return { letter: problems.length > 0 ? null : { name, email, subject, body: text }, problems };
}
