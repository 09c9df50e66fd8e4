import { headers } from "next/headers";
import { cache } from "react";
import { draftHeader } from "@/lib/http/form-draft";
import type { Locale } from "@/lib/i18n/locales";
import { decodeDraft } from "./draft";
import { findReceipt, findReportedRecord, formSecret, type Receipt, type ReportedRecord } from "./queries";
import { emptyForm, type FormProblem, type FormValues } from "./schema";
import { issueToken } from "./token";

/** The form about a record: empty, or as a visitor sent it, with what is wrong. */
export type ReportForm = { record: ReportedRecord; values: FormValues; problems: readonly FormProblem[] };

/** The form to be shown, read once for a page and its metadata; null when there is no such record. `objects`: the visitor came to object. */
export const readReportForm = cache(async (publicId: string, locale: Locale, objects: boolean): Promise<ReportForm | null> => {
  const record = await findReportedRecord(publicId, locale);
  if (!record) return null;
  const draft = decodeDraft((await headers()).get(draftHeader));
  const { values, problems } = draft ?? {
    values: objects ? { ...emptyForm, kind: "personal_data" as const, part: "contacts" as const } : emptyForm,
    problems: [],
  };
  // A form that was believed keeps its name and its age, so that it is stored once however often it is sent.
  const keepsToken = draft !== null && !problems.some(({ code }) => code === "expired");
  const token = keepsToken ? values.token : issueToken(await formSecret(), record.id, new Date());
  return { record, values: { ...values, token }, problems };
});

/** The receipt of a number and its record, which may be gone since; null when there is no such report. */
export const readReceipt = cache(
  async (number: string, locale: Locale): Promise<{ receipt: Receipt; record: ReportedRecord | null } | null> => {
    const receipt = await findReceipt(number);
    return receipt && { receipt, record: await findReportedRecord(receipt.publicId, locale) };
  },
);
