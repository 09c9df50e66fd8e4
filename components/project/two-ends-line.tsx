import { useTranslations } from "next-intl";

export type LineEnd = { name: string; country?: string | null };

type TwoEndsLineProps = { french: readonly LineEnd[]; partner: readonly LineEnd[]; max?: number };

/** "Chartres métropole ● — ○ Québec International, Canada". Dot and ring are drawn; words say which end is which. */
export function TwoEndsLine({ french, partner, max = 1 }: TwoEndsLineProps) {
  const t = useTranslations("project.ends");
  const text = (ends: readonly LineEnd[], none: string) => {
    const among = ends.length > 1 && max > 1 ? "amongOthers" : "withCountry";
    const shown = ends.slice(0, max).map(({ name, country }) => (country ? t(among, { name, country }) : name));
    const name = shown.join(", ") || none;
    return ends.length > max ? t("others", { name, count: ends.length - max }) : name;
  };
  return (
    <p className="two-ends">
      <span>
        <span className="sr-only">{t("french")} </span>
        {text(french, t("frenchNotStated"))} <span className="end end-french" aria-hidden="true" />
      </span>
      <span>
        <span className="tie" aria-hidden="true" /> <span className="end end-partner" aria-hidden="true" />
        <span className="sr-only"> {t("partner")}</span> {text(partner, t("partnerNotStated"))}
      </span>
    </p>
  );
}
