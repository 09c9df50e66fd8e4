import { cache } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { findContact } from "./queries/entries";
import type { Contact } from "./schema";

/** The entry that the last part of an address names, read once for a page and its metadata. */
export const loadContact = cache((record: string, locale: Locale): Promise<Contact | null> => findContact(record, locale));
