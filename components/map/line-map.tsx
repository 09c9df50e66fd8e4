import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { formatNumber } from "@/lib/i18n/format";
import { type LineGeometry, type LineToDraw, lineGeometry } from "@/lib/map/lines";
import { placeLabels } from "@/lib/map/place-labels";
import type { Lines } from "@/lib/search/map-lines";
import { FrameDrawing, MapNames } from "./frame-drawing";

/** Names that a map of lines bears: those of the ends with most projects. */
const named = 8;
const radius = { french: 6, partner: 6.5 };

/** Letters of a name on the drawing; the table gives it whole. */
const longest = 26;

const shorten = (name: string) => (name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name);

function Drawing({ geometry, title }: { geometry: LineGeometry; title: string }) {
  const t = useTranslations("map");
  const { frame, ends, lines } = geometry;
  const marks = ends.map((end) => ({ ...end, radius: radius[end.side], text: shorten(end.name) }));
  const label = ({ french, partner, projects }: LineToDraw) =>
    t("world.country", { country: t("lines.pair", { french: french.name, partner: partner.name }), count: projects });
  return (
    <FrameDrawing frame={frame} role="img" title={title} description={t("lines.description")} movable>
      {lines.map(({ key, path, width, line }) => (
        <g key={key} className="map-mark">
          <title>{label(line)}</title>
          <path className="map-line" d={path} style={{ strokeWidth: `calc(${width}px * var(--map-scale, 1))` }} />
        </g>
      ))}
      {ends.map(({ key, side, name, x, y }) => (
        <g key={key} className="map-mark">
          <title>{name}</title>
          <circle className={side === "french" ? "map-end-french" : "map-end-partner"} cx={x} cy={y} r={radius[side]} />
        </g>
      ))}
      <MapNames labels={placeLabels(marks, frame, named)} />
    </FrameDrawing>
  );
}

/** The lines of one place between France and abroad, and the same as a table. */
export function LineMap({ lines, title }: { lines: Lines; title: string }) {
  const locale = useLocale();
  const t = useTranslations("map");
  const { level, all, drawn, total } = lines;
  const shown = lines.lines.length;
  const geometry = lineGeometry(lines.lines, lines.country);
  return (
    <div className="map">
      <figure>
        {geometry && <Drawing geometry={geometry} title={title} />}
        <figcaption>
          {shown > 0 && `${t("lines.description")} ${t(`lines.${level}`)} `}
          {geometry && geometry.outside > 0 && `${t("lines.outside", { count: geometry.outside })} `}
          {all > shown && `${t("lines.cut", { shown, all })} `}
          {drawn < total && `${t("lines.missing", { missing: total - drawn, total })} `}
          {shown > 0 && t("disclaimer")}
        </figcaption>
      </figure>
      {shown > 0 && (
        <details>
          <summary>{t("lines.table", { count: shown })}</summary>
          <DataTable
            numeric
            caption={t("lines.caption")}
            columns={[
              { key: "french", label: t("lines.french") },
              { key: "partner", label: t("lines.partner") },
              { key: "projects", label: t("world.columnProjects") },
            ]}
            rows={lines.lines.map(({ french, partner, projects }) => ({
              key: [...french.position, ...partner.position, french.name, partner.name].join(" "),
              header: french.name,
              cells: [
                { key: "partner", content: partner.name },
                { key: "projects", content: formatNumber(locale, projects) },
              ],
            }))}
          />
        </details>
      )}
    </div>
  );
}
