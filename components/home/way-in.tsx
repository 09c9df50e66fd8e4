import { useLocale, useTranslations } from "next-intl";
import { indexWays } from "@/components/index/index-ways";
import { formatNumber } from "@/lib/i18n/format";
import type { Target } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";

export type Way = { key: string; label: string; projects: number; to: Target };

/** A titled list of links, each with its number of projects, and the way to the index of all. */
export function WayIn({
  id,
  title,
  ways,
  index,
}: {
  id: string;
  title: string;
  ways: readonly Way[];
  index: "country" | "theme";
}) {
  const locale = useLocale();
  const t = useTranslations("indexes.all");
  if (ways.length === 0) return null;
  return (
    <section className="home-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="ways">
        {ways.map(({ key, label, projects, to }) => (
          <li key={key}>
            <Link to={to}>{label}</Link> <span className="count">{formatNumber(locale, projects)}</span>
          </li>
        ))}
      </ul>
      <p>
        <Link to={indexWays[index]}>{t(index)}</Link>
      </p>
    </section>
  );
}
