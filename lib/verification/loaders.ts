import { headers } from "next/headers";
import { cache } from "react";
import { draftHeader } from "@/lib/http/form-draft";
import type { Locale } from "@/lib/i18n/locales";
import { decodeAnswer } from "./draft";
import { readVerification, type Verification } from "./queries";
import { emptyVerification, type VerificationProblem, type VerificationValues } from "./schema";

/** The page of a link: what it shows (null: there is no such link any more), and an answer that was not accepted. */
export type VerificationPage = {
  found: Verification | null;
  values: VerificationValues;
  problems: readonly VerificationProblem[];
};

/** Read once for a page and its metadata. */
export const readVerificationPage = cache(async (key: string, locale: Locale): Promise<VerificationPage> => {
  const draft = decodeAnswer((await headers()).get(draftHeader));
  const { values, problems } = draft ?? { values: emptyVerification, problems: [] };
  return { found: await readVerification(key, locale, new Date()), values, problems };
});
