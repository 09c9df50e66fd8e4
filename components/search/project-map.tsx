import { useLocale, useTranslations } from "next-intl";
import { LineMap } from "@/components/map/line-map";
import { href } from "@/lib/i18n/href";
import { queryOf } from "@/lib/search/params";
import type { Search } from "@/lib/search/search";
import { FrenchSide } from "./french-side";
import { PartnerSide } from "./partner-side";

const places = ["organisation", "territory", "country"] as const;

/** A search as maps of its two ends, each with its table; with one place chosen, the lines that join them there. */
export function ProjectMap({ search: { query, total, map, names } }: { search: Search }) {
  const locale = useLocale();
  const t = useTranslations("map");
  const list = href(locale, { pathname: "/projects", query: queryOf({ ...query, view: "list" }, locale) });
  const chosen = places.flatMap((key) => query.chosen[key].oneOf.map((value) => names.get(key)?.get(value) ?? value));
  const title = t("lines.title", { place: chosen.join(" – ") });
  return (
    <div className="search-map">
      <p>
        <a href={list} rel="nofollow">
          {t("search.list", { count: total })}
        </a>
      </p>
      {!map && <p>{t("search.past")}</p>}
      {map?.lines && (
        <section className="map-section">
          <h3>{title}</h3>
          <LineMap lines={map.lines} title={title} />
        </section>
      )}
      {map && <PartnerSide side={map.countries} drawn={!map.lines?.country} />}
      {map && <FrenchSide side={map.french} />}
    </div>
  );
}
