import { useLocale, useTranslations } from "next-intl";
import { BubbleMap, type LinkedBubble } from "@/components/map/bubble-map";
import { LineMap } from "@/components/map/line-map";
import { href } from "@/lib/i18n/href";
import { type Bubble, bubblesOn } from "@/lib/map/bubbles";
import { type Frame, worldFrame } from "@/lib/map/frame";
import { frenchGeometry } from "@/lib/map/french-map";
import type { SearchMap } from "@/lib/search/map";
import type { MapRow } from "@/lib/search/map-rows";
import { queryOf } from "@/lib/search/params";
import type { Search } from "@/lib/search/search";
import { MapSection } from "./map-section";

/** Names on the map of the world, and on that of France: more would cover it. */
const named = { world: 6, france: 14 };

function useLinks() {
  const locale = useLocale();
  return (rows: readonly MapRow[], bubbles: readonly Bubble[]): LinkedBubble[] =>
    bubbles.flatMap((bubble) => {
      const row = rows.find(({ key }) => key === bubble.key);
      if (!row) return [];
      const { name, projects, chosen, query } = row;
      return [
        { ...bubble, name, projects, chosen, href: href(locale, { pathname: "/projects", query: queryOf(query, locale) }) },
      ];
    });
}

const keysOf = (bubbles: readonly Bubble[]) => new Set(bubbles.map(({ key }) => key));
const counted = (rows: readonly MapRow[]) => rows.map(({ key, projects, position }) => ({ key, count: projects, position }));

function CountrySection({ countries }: { countries: SearchMap["countries"] }) {
  const t = useTranslations("map");
  const links = useLinks();
  const frame: Frame = worldFrame();
  const bubbles = bubblesOn(frame, counted(countries.rows));
  const legend = t("search.countries.legend");
  return (
    <MapSection
      side={countries}
      heading={t("search.countries.heading")}
      caption={t("world.caption")}
      column={t("world.columnCountry")}
      legend={legend}
      drawn={keysOf(bubbles)}
    >
      <BubbleMap
        frame={frame}
        side="partner"
        title={t("search.countries.title")}
        description={legend}
        bubbles={links(countries.rows, bubbles)}
        named={named.world}
      />
    </MapSection>
  );
}

function FrenchSection({ french }: { french: SearchMap["french"] }) {
  const t = useTranslations("map.search.french");
  const links = useLinks();
  const { rows, within, overseas } = french;
  const { frame, bubbles } = frenchGeometry(within?.code ?? null, counted(rows), overseas);
  const heading = within ? t("within", { region: within.name }) : t("heading");
  const legend = within ? t("legendWithin") : t("legend");
  return (
    <MapSection
      side={french}
      heading={heading}
      caption={within ? t("captionWithin", { region: within.name }) : t("caption")}
      column={within ? t("departement") : t("region")}
      legend={legend}
      drawn={keysOf(bubbles)}
    >
      <BubbleMap
        frame={frame}
        side="french"
        title={heading}
        description={legend}
        bubbles={links(rows, bubbles)}
        named={named.france}
      />
    </MapSection>
  );
}

/** A search as maps of its two ends, each with its table; with one place chosen, the lines that join them there. */
export function ProjectMap({ search: { query, total, map, names } }: { search: Search }) {
  const locale = useLocale();
  const t = useTranslations("map");
  const list = href(locale, { pathname: "/projects", query: queryOf({ ...query, view: "list" }, locale) });
  const place = (["organisation", "country", "territory"] as const).flatMap((key) =>
    query.chosen[key].oneOf.map((value) => names.get(key)?.get(value) ?? value),
  );
  const title = t("lines.title", { place: place.join(" – ") });
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
      {map && <CountrySection countries={map.countries} />}
      {map && <FrenchSection french={map.french} />}
    </div>
  );
}
