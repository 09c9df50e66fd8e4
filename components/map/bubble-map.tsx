import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/format";
import type { Bubble } from "@/lib/map/bubbles";
import type { DrawnFrame } from "@/lib/map/frame";
import { placeLabels } from "@/lib/map/place-labels";
import { FrameDrawing, MapNames } from "./frame-drawing";

/** A bubble that leads to the projects it counts. */
export type LinkedBubble = Bubble & { name: string; projects: number; href: string; chosen?: boolean };

type BubbleMapProps = {
  frame: DrawnFrame;
  side: "french" | "partner";
  title: string;
  description: string;
  bubbles: readonly LinkedBubble[];
  /** Bubbles that bear their name: the first ones. */
  named?: number;
  /** Can be looked at closer. */
  movable?: boolean;
  /** Drawn over the land. */
  children?: ReactNode;
};

/** Stated where it is true only: there are hundreds of links. */
export const current = { "aria-current": true } as const;

/** Counts on a map: a bubble each, which is a link with a name, so that a keyboard reaches it and a pointer reads it. */
export function BubbleMap(props: BubbleMapProps) {
  const { frame, side, title, description, bubbles, named = 0, movable = false, children } = props;
  const locale = useLocale();
  const t = useTranslations("map.world");
  const marks = bubbles.map((bubble) => ({ ...bubble, text: `${bubble.name} ${formatNumber(locale, bubble.projects)}` }));
  return (
    <FrameDrawing frame={frame} role="group" title={title} description={description} movable={movable}>
      {children}
      <g className={side === "french" ? "map-bubbles map-bubbles-french" : "map-bubbles"}>
        {bubbles.map(({ key, x, y, radius, name, projects, href, chosen }) => (
          <a key={key} href={href} rel="nofollow" {...(chosen && current)}>
            <title>{t("country", { country: name, count: projects })}</title>
            <circle cx={x} cy={y} r={radius} />
          </a>
        ))}
      </g>
      <MapNames labels={placeLabels(marks, frame, named)} />
    </FrameDrawing>
  );
}
