import { cache } from "react";
import type { AsOf } from "@/lib/as-of/params";
import type { Locale } from "@/lib/i18n/locales";
import { type DatedSubject, type ProfileOnDay, readProfileOn } from "./queries/on-day";
import { type Profile, readProfile } from "./queries/profile";
import { findSubject } from "./queries/subject";
import type { SubjectKind } from "./schema";

/** The profile that the last part of an address names, read once for a page and its metadata; null for that of another kind. */
export const loadProfile = cache(async (kind: SubjectKind, record: string, locale: Locale): Promise<Profile | null> => {
  const subject = await findSubject(kind, record);
  return subject?.kind === kind ? readProfile(subject, locale) : null;
});

/** The same on a day (ISO), where the kind has such pages. */
export const loadProfileOn = cache(
  async (
    kind: DatedSubject["kind"],
    record: string,
    day: string,
    view: AsOf["view"],
    locale: Locale,
  ): Promise<ProfileOnDay | null> => {
    const subject = await findSubject(kind, record);
    return subject?.kind === kind ? readProfileOn(subject as DatedSubject, { day, view }, locale) : null;
  },
);
