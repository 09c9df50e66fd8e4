import { detached } from "@/lib/core/text";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { RuleCode } from "@/lib/quality/rules";
import type { FindingDraft } from "../../draft";
import { type Context, doubt } from "../../legacy-record/context";
import { cleanLine, splitLines } from "../../lines";
import type { IatiLists } from "../../match/iati-lists";
import { withholdEmails, withholdPhones } from "../../normalise/free-text";
import type { Reason } from "../../reasons";
import type { IatiElement } from "../../sources/iati/element";

/** What the steps that make a record out of an activity share. */
export type IatiContext = Context & {
  activity: IatiElement;
  lists: IatiLists;
  /** Language of texts that state none: the activity's. */
  language: string | null;
  /** What was told of the activity already. */
  told: Set<string>;
};

/** Where in the file something stands, and under which name it is told. */
type Stated = Pick<IatiElement, "line" | "name">;

/** Tells of an element of the activity; a reason is told once for a value under a name. */
export function tell(context: IatiContext, { line, name }: Stated, reason: Reason, value = ""): void {
  if (isFirst(context, reason, name, value)) context.problems.push({ line, column: name, value, reason });
}

/** The same for what the public should know of, too. */
export function tellDoubt(
  context: IatiContext,
  { line, name }: Stated,
  reason: Reason,
  rule: RuleCode,
  value: string,
  details: FindingDraft["details"] = {},
): void {
  if (isFirst(context, reason, name, value)) doubt(context, { value, line }, name, reason, rule, details);
}

function isFirst({ told }: IatiContext, ...key: string[]): boolean {
  const text = key.join("\n");
  return !told.has(text) && told.add(text) !== null;
}

/** Lines of a narrative as people read them: the indentation of the file is not part of it, blank lines part paragraphs. */
export function cleanText(text: string): string {
  const lines = splitLines(text).map(cleanLine).join("\n");
  return detached(lines.replace(/\n{3,}/g, "\n\n").trim());
}

/** What stands in place of what is withheld. */
const marks = { fr: marksIn("fr"), en: marksIn("en") };

function marksIn(locale: Locale): { email: string; phone: string } {
  const t = translator(locale);
  return { email: t("import.emailWithheld"), phone: t("import.phoneWithheld") };
}

/** A text for the public: e-mail addresses and telephone numbers are withheld and told, characters lost before are told. */
export function publicText(context: IatiContext, stated: Stated, text: string, language: string): string {
  const { email, phone } = marks[language === "fr" ? "fr" : "en"];
  const { text: withoutEmails, emails } = withholdEmails(text, email);
  const { text: masked, count } = withholdPhones(withoutEmails, phone);
  // Not kept, even restricted: the file is public, and whom an address belongs to is not known.
  if (emails.length > 0) context.emails.push(...emails);
  if (emails.length > 0) tell(context, stated, "email_withheld", String(emails.length));
  if (count > 0) tell(context, stated, "phone_withheld", String(count));
  if (text.includes("\ufffd")) tell(context, stated, "replacement_character", masked);
  return masked;
}
