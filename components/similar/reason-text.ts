import { useLocale, useTranslations } from "next-intl";
import { formatList, formatNumber } from "@/lib/i18n/format";
import type { Reasons } from "@/lib/similar/schema";

/** Names of one reason that are told; more say no more. */
const told = 4;

/** Why something is similar, each reason as a phrase. */
export function useReasons(): (reasons: Reasons) => string[] {
  const locale = useLocale();
  const t = useTranslations("profiles.similar.reason");
  const named = (key: "shared" | "themes" | "countries", all: readonly string[]) => {
    if (all.length === 0) return [];
    const names = all.length > told ? [...all.slice(0, told), "…"].join(", ") : formatList(locale, all);
    return [t(key, { count: all.length, names })];
  };
  return ({ shared, themes, countries, size }) => [
    ...named("shared", shared),
    ...named("themes", themes),
    ...named("countries", countries),
    ...(size === null
      ? []
      : [
          t("size", {
            ownName: size.ownName,
            own: formatNumber(locale, size.own),
            otherName: size.otherName,
            other: formatNumber(locale, size.other),
          }),
        ]),
  ];
}
