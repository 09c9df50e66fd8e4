import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { FrameDrawing } from "@/components/map/frame-drawing";
import type { DirectoryQuery } from "@/lib/contacts/directory-query";
import type { ContactMark } from "@/lib/contacts/queries/directory";
import { href } from "@/lib/i18n/href";
import { countryMark } from "@/lib/map/atlas";
import { continentFrame, countryFrame, type Frame, franceFrame, worldFrame } from "@/lib/map/frame";

function frameOf({ type, region, country }: DirectoryQuery): Frame {
  if (type === "office") return franceFrame();
  const mark = country === "" ? null : countryMark(country);
  if (mark) return countryFrame(country, mark);
  return continentFrame(region) ?? worldFrame();
}

type ContactMapProps = { query: DirectoryQuery; marks: readonly ContactMark[] };

/** Where those who are found are: a mark each, which leads to its page. The list below says the same. */
export function ContactMap({ query, marks }: ContactMapProps) {
  const locale = useLocale();
  const t = useTranslations("contacts.map");
  const after = useId();
  const frame = frameOf(query);
  const placed = marks.flatMap((mark) => {
    const position = mark.at ?? (mark.country && countryMark(mark.country));
    const point = position && frame.at(position);
    return point ? [{ ...mark, ...point }] : [];
  });
  if (placed.length === 0) return null;
  const description = t("description", { count: placed.length });
  return (
    <div className="map no-print">
      <div className="skip-links">
        <a href={`#${after}`}>{t("skip")}</a>
      </div>
      <figure>
        <FrameDrawing frame={frame} role="group" title={t("title")} description={description}>
          <g className={query.type === "office" ? "map-bubbles map-bubbles-french" : "map-bubbles"}>
            {placed.map(({ id, record, name, x, y }) => (
              <a key={id} href={href(locale, { pathname: "/contacts/[record]", record })}>
                <title>{name}</title>
                <circle cx={x} cy={y} r={placed.length > 60 ? 4 : 6} />
              </a>
            ))}
          </g>
        </FrameDrawing>
        <figcaption>
          {description} {t("disclaimer")}
        </figcaption>
      </figure>
      <span id={after} />
    </div>
  );
}
