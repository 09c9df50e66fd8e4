import { readForm, refuseOtherSites } from "@/lib/http/form-body";
import type { Locale } from "@/lib/i18n/locales";
import { deliverSoon } from "@/lib/mail/queue";
import { feedbackMails } from "./mail-queue";
import { type FormProblem, type FormValues, readValues } from "./schema";
import { submitReport } from "./submit";

export type Received = { number: string } | { draft: { values: FormValues; problems: FormProblem[] }; status: 422 | 429 };

const isTooMany = ({ code }: FormProblem) => code === "too_many" || code === "too_many_of_all";

/**
 * Takes the form about a record that exists: gives the number of the report, or the form to be shown again with its problems.
 * Throws `cross_site`, `invalid_input`, `body_too_large`, or what the database throws.
 */
export async function receiveReport(request: Request, publicId: string, locale: Locale): Promise<Received> {
  refuseOtherSites(request);
  const values = readValues(await readForm(request));
  const client = request.headers.get("x-client-address") ?? "";
  const result = await submitReport({ publicId, locale, values, client, now: new Date() });
  if ("problems" in result) {
    const { problems } = result;
    return { draft: { values: { ...values, trap: "" }, problems }, status: problems.some(isTooMany) ? 429 : 422 };
  }
  deliverSoon(feedbackMails);
  return result;
}
