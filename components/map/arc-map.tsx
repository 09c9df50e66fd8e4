import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { formatList, formatNumber } from "@/lib/i18n/format";
import { type ArcGeometry, arcGeometry, type MapEnd } from "@/lib/map/arc";
import { type MapLabel, mapLabels } from "@/lib/map/labels";
import type { Position } from "@/lib/projects/schema";

/** One end of the partnership; without a position it is named in words only. */
export type PlacedEnd = Omit<MapEnd, "longitude" | "latitude"> & { position: Position | null };

function label({ key, x, y, anchor, lines }: MapLabel) {
  return (
    <text key={key} className="map-label" x={x} y={y} textAnchor={anchor}>
      {lines.map((line, index) => (
        <tspan key={line} x={x} dy={index === 0 ? 0 : 32}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function Drawing({ geometry, title, description }: { geometry: ArcGeometry; title: string; description: string }) {
  const id = useId();
  const { width, height, ends, arcs } = geometry;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}t ${id}d`}>
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      <path className="map-graticule" d={geometry.graticule} />
      <path className="map-land" d={geometry.land} />
      <path className="map-french" d={geometry.frenchLand} />
      <path className="map-partner" d={geometry.partnerLand} />
      <path className="map-borders" d={geometry.borders} />
      {arcs.map((arc) => (
        <path key={arc} className="map-arc" d={arc} />
      ))}
      {ends.map(({ side, name, x, y }) =>
        side === "french" ? (
          <circle key={`${name} ${x}`} className="map-dot" cx={x} cy={y} r={12} />
        ) : (
          <circle key={`${name} ${x}`} className="map-ring" cx={x} cy={y} r={10} />
        ),
      )}
      {mapLabels(geometry).map(label)}
    </svg>
  );
}

const isPlaced = (end: PlacedEnd): end is PlacedEnd & { position: Position } => end.position !== null;

/**
 * The map of a partnership: a great circle between its two ends, drawn on the server. The caption says the same in words,
 * and what of it is approximate. Nothing is drawn unless both sides have a position.
 */
export function ArcMap({ ends }: { ends: readonly PlacedEnd[] }) {
  const locale = useLocale();
  const t = useTranslations("map");
  const placed = ends.filter(isPlaced);
  const geometry = arcGeometry(
    placed.map(({ position, ...end }) => ({ ...end, longitude: position.longitude, latitude: position.latitude })),
  );
  if (!geometry) return null;
  const names = (list: readonly { name: string }[]) => formatList(locale, [...new Set(list.map(({ name }) => name))]);
  const french = geometry.ends.filter(({ side }) => side === "french");
  const partners = geometry.ends.filter(({ side }) => side === "partner");
  const precise = (...wanted: Position["precision"][]) => placed.filter(({ position }) => wanted.includes(position.precision));
  const [inferred, rough, missing] = [precise("inferred"), precise("area", "country"), ends.filter((end) => !isPlaced(end))];
  const title = t("arc.title", { french: names(french), partner: names(partners) });
  const lead = { french: french[0]?.name ?? "", partner: partners[0]?.name ?? "" };
  return (
    <figure className="map">
      <Drawing geometry={geometry} title={title} description={t("arc.description")} />
      <figcaption>
        {t("arc.distance", { kilometres: formatNumber(locale, roundDistance(geometry.kilometres)), ...lead })}{" "}
        {inferred.length > 0 && `${t("arc.inferred", { names: names(inferred) })} `}
        {rough.length > 0 && `${t("arc.approximate", { names: names(rough) })} `}
        {missing.length > 0 && `${t("arc.missing", { names: names(missing) })} `}
        {geometry.ends.length < placed.length && `${t("arc.more", { shown: geometry.ends.length, total: placed.length })} `}
        {t("disclaimer")}
      </figcaption>
    </figure>
  );
}

/** Positions are those of towns: a distance in single kilometres would claim too much. */
function roundDistance(kilometres: number): number {
  return kilometres < 100 ? kilometres : Math.round(kilometres / 10) * 10;
}
