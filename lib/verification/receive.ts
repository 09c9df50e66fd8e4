import { feedbackMails } from "@/lib/feedback/mail-queue";
import { readForm, refuseOtherSites } from "@/lib/http/form-body";
import type { Locale } from "@/lib/i18n/locales";
import { deliverSoon } from "@/lib/mail/queue";
import { takeAnswer } from "./answer";
import { findLetter } from "./queries";
import { checkVerification, readVerificationForm, type VerificationProblem, type VerificationValues } from "./schema";

export type Answered = { draft: { values: VerificationValues; problems: VerificationProblem[] }; status: 422 } | null;

/**
 * Takes what a contact answers by the link of a key: null when it is taken, else the form to be shown again with its problems. Throws
 * `cross_site`, `invalid_input`, `body_too_large`, or what the database throws.
 */
export async function receiveAnswer(request: Request, key: string, locale: Locale): Promise<Answered> {
  refuseOtherSites(request);
  const values = readVerificationForm(await readForm(request));
  const checked = checkVerification(values);
  if ("problems" in checked) return { draft: { values, problems: checked.problems }, status: 422 };
  const letter = await findLetter(key);
  if (letter) await takeAnswer(letter, checked.given, locale, new Date());
  deliverSoon(feedbackMails);
  return null;
}
