import type { Locale } from "@/lib/i18n/locales";

export function operatorLocale(environment?: Record<string, string | undefined>): Locale;
