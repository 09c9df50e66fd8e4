import { cache } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { getProject } from "./queries/project";
import type { Project } from "./schema";

/** The project that the last part of an address names ("p1024-a-slug"), read once for a page and its metadata. */
export const readProject = cache(async (record: string, locale: Locale): Promise<Project | null> => {
  const id = /^p\d{1,12}(?=-|$)/.exec(record)?.[0];
  return id ? getProject(id, locale) : null;
});
