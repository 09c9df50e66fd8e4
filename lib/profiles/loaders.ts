import { cache } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { type Profile, readProfile } from "./queries/profile";
import { findSubject } from "./queries/subject";
import type { SubjectKind } from "./schema";

/** The profile that the last part of an address names, read once for a page and its metadata; null for that of another kind. */
export const loadProfile = cache(async (kind: SubjectKind, record: string, locale: Locale): Promise<Profile | null> => {
  const subject = await findSubject(kind, record);
  return subject?.kind === kind ? readProfile(subject, locale) : null;
});
