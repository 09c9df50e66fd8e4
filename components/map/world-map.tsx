import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { DataTable } from "@/components/ui/data-table";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { worldGeometry } from "@/lib/map/world-map";
import { BubbleMap } from "./bubble-map";

export type MappedCountry = { code: string; name: string; projects: number };

function Drawing({ countries }: { countries: readonly MappedCountry[] }) {
  const locale = useLocale();
  const t = useTranslations("map.world");
  const { frame, bubbles, france } = worldGeometry(countries.map(({ code, projects }) => ({ code, count: projects })));
  const byCode = new Map(countries.map((country) => [country.code, country]));
  return (
    <BubbleMap
      frame={frame}
      side="partner"
      title={t("title")}
      description={t("description", { countries: countries.length })}
      bubbles={bubbles.map((bubble) => {
        const { name = bubble.key, projects = 0 } = byCode.get(bubble.key) ?? {};
        return { ...bubble, name, projects, href: href(locale, { pathname: "/projects", query: { country: bubble.key } }) };
      })}
    >
      <circle className="map-dot" cx={france.x} cy={france.y} r={5} strokeWidth="1" />
    </BubbleMap>
  );
}

/** Partner countries by number of projects: a bubble each, and the same figures as a table one click away. */
export function WorldMap({ countries }: { countries: readonly MappedCountry[] }) {
  const locale = useLocale();
  const t = useTranslations("map");
  const after = useId();
  const counted = countries.filter(({ code, projects }) => code !== "FR" && projects > 0);
  if (counted.length === 0) return null;
  return (
    <div className="map">
      <div className="skip-links">
        <a href={`#${after}`}>{t("world.skip")}</a>
      </div>
      <figure>
        <Drawing countries={counted} />
        <figcaption>
          {t("world.description", { countries: counted.length })} {t("disclaimer")}
        </figcaption>
      </figure>
      <details id={after}>
        <summary>{t("world.table")}</summary>
        <DataTable
          numeric
          caption={t("world.caption")}
          columns={[
            { key: "country", label: t("world.columnCountry") },
            { key: "projects", label: t("world.columnProjects") },
          ]}
          rows={counted.map(({ code, name, projects }) => ({
            key: code,
            header: <Link to={{ pathname: "/projects", query: { country: code } }}>{name}</Link>,
            cells: [{ key: "projects", content: formatNumber(locale, projects) }],
          }))}
        />
      </details>
    </div>
  );
}
