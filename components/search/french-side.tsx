import { useLocale, useTranslations } from "next-intl";
import { BubbleMap } from "@/components/map/bubble-map";
import { frenchGeometry } from "@/lib/map/french-map";
import type { FrenchSide as Side } from "@/lib/search/map-french";
import { countsOf, linkBubbles, MapSection } from "./map-section";

/** Every région has its name; the départements of none are more. */
const named = 18;

/** The French side of a search by région, or by département of one. */
export function FrenchSide({ side }: { side: Side }) {
  const locale = useLocale();
  const t = useTranslations("map.search.french");
  const { frame, bubbles, outlines, edge } = frenchGeometry(side, countsOf(side.rows));
  const { within } = side;
  const heading = within ? t("within", { region: within.name }) : t("heading");
  const legend = within ? t("legendWithin") : t("legend");
  return (
    <MapSection
      side={side}
      heading={heading}
      caption={within ? t("captionWithin", { region: within.name }) : t("caption")}
      column={within ? t("departement") : t("region")}
      legend={legend}
      drawn={bubbles}
      narrow
    >
      <BubbleMap
        frame={frame}
        side="french"
        title={heading}
        description={legend}
        bubbles={linkBubbles(side.rows, bubbles, locale)}
        named={named}
        movable
      >
        {outlines !== "" && <path className="map-outlines" d={outlines} />}
        {edge !== "" && <path className="map-edge" d={edge} />}
      </BubbleMap>
    </MapSection>
  );
}
