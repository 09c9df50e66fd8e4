import { useLocale, useTranslations } from "next-intl";
import { BubbleMap } from "@/components/map/bubble-map";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { bubblesOn } from "@/lib/map/bubbles";
import { continentFrame, worldFrame } from "@/lib/map/frame";
import type { PartnerSide as Side } from "@/lib/search/map-countries";
import type { MapRow } from "@/lib/search/map-rows";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import { countsOf, linkBubbles, MapSection } from "./map-section";

/** Names on the map: more would cover it. */
const named = 6;

/** The world and its continents, to look closer at. */
function Continents({ side: { continents, continent, world } }: { side: Side }) {
  const locale = useLocale();
  const t = useTranslations("map.search.countries");
  const item = (key: string, query: ProjectQuery, name: string, current: boolean) => (
    <li key={key}>
      <a
        className="chip"
        href={href(locale, { pathname: "/projects", query: queryOf(query, locale) })}
        aria-current={current || undefined}
        rel="nofollow"
      >
        {name}
      </a>
    </li>
  );
  return (
    <nav aria-label={t("closer")} className="map-continents">
      <ul className="chips">
        {item("world", world, t("world"), continent === null)}
        {continents.map(({ key, name, projects, query }: MapRow) =>
          item(key, query, `${name} ${formatNumber(locale, projects)}`, key === continent),
        )}
      </ul>
    </nav>
  );
}

/** Partner countries of a search; `drawn` is false where the lines of one of them are drawn instead. */
export function PartnerSide({ side, drawn }: { side: Side; drawn: boolean }) {
  const locale = useLocale();
  const t = useTranslations("map");
  const frame = (side.continent === null ? null : continentFrame(side.continent)) ?? worldFrame();
  const bubbles = drawn ? bubblesOn(frame, countsOf(side.rows)) : [];
  const legend = t("search.countries.legend");
  return (
    <MapSection
      side={side}
      heading={t("search.countries.heading")}
      caption={t("world.caption")}
      column={t("world.columnCountry")}
      legend={legend}
      drawn={bubbles}
      before={drawn && <Continents side={side} />}
    >
      <BubbleMap
        frame={frame}
        side="partner"
        title={t("search.countries.title")}
        description={legend}
        bubbles={linkBubbles(side.rows, bubbles, locale)}
        named={named}
        movable
      />
    </MapSection>
  );
}
