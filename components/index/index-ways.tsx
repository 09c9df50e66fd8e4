import { useTranslations } from "next-intl";
import type { Target } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";

/** Every index of the Atlas. */
export const indexWays = {
  country: { pathname: "/countries" },
  authority: { pathname: "/organisations" },
  partner: { pathname: "/organisations", query: { type: "partner" } },
  funder: { pathname: "/organisations", query: { type: "funder" } },
  territory: { pathname: "/territories" },
  theme: { pathname: "/themes" },
  scheme: { pathname: "/schemes" },
} as const satisfies Record<string, Target>;
export type IndexKey = keyof typeof indexWays;

const keys = Object.keys(indexWays) as IndexKey[];

/** Every index, for the foot of each page. */
export function IndexLinks() {
  const t = useTranslations("indexes.ways");
  return (
    <nav aria-label={t("foot")}>
      <ul>
        {keys.map((key) => (
          <li key={key}>
            <Link to={indexWays[key]}>{t(key)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** From an index to the others. */
export function IndexWays({ current }: { current: IndexKey }) {
  const t = useTranslations("indexes.ways");
  return (
    <nav aria-label={t("label")}>
      <ul className="chips">
        {keys.map((key) => (
          <li key={key}>
            <Link to={indexWays[key]} className="chip" aria-current={key === current ? "page" : undefined}>
              {t(key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
