import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useId } from "react";
import type { DrawnFrame } from "@/lib/map/frame";
import type { PlacedLabel } from "@/lib/map/place-labels";
import { MapTools } from "./map-tools";

type FrameDrawingProps = {
  frame: DrawnFrame;
  /** A drawing of links is a group; one without is an image. */
  role: "group" | "img";
  title: string;
  description: string;
  /** Can be looked at closer. */
  movable?: boolean;
  children: ReactNode;
};

/** Buttons: the keys that do the same, and the signs on those that have one instead of their name. */
const buttons = [
  { name: "in", key: "+", sign: "+" },
  { name: "out", key: "-", sign: "−" },
  { name: "whole", key: "0", sign: null },
  { name: "left", key: "ArrowLeft", sign: "←" },
  { name: "up", key: "ArrowUp", sign: "↑" },
  { name: "down", key: "ArrowDown", sign: "↓" },
  { name: "right", key: "ArrowRight", sign: "→" },
] as const;

/** The linter takes every element with `aria-hidden` for one that may have the focus. */
const silent = { "aria-hidden": true };

/** Tools of a drawing with their names; the last is the place for that of a mark, which says it itself. */
function Tools({ title }: { title: string }) {
  const t = useTranslations("map.tools");
  return (
    <MapTools>
      <fieldset>
        <legend className="sr-only">{t("group", { map: title })}</legend>
        {buttons.map(({ name, key, sign }) => (
          <button key={key} type="button" value={key} title={t(name)} aria-label={t(name)}>
            {sign ?? t(name)}
          </button>
        ))}
      </fieldset>
      <p className="aside">{t("hint")}</p>
      <div className="map-tip" hidden {...silent} />
    </MapTools>
  );
}

/** A part of the world, with what stands on it. Its title is no element: it would be told wherever a pointer rests. */
export function FrameDrawing({ frame, role, title, description, movable = false, children }: FrameDrawingProps) {
  const id = useId();
  const { key, width, height, graticule, land, borders } = frame;
  return (
    // Another drawing is seen whole at first.
    <Fragment key={`${key} ${height}`}>
      {movable && <Tools title={title} />}
      <svg className="map-frame" viewBox={`0 0 ${width} ${height}`} role={role} aria-label={title} aria-describedby={id}>
        <desc id={id}>{description}</desc>
        <path className="map-graticule" d={graticule} />
        <path className="map-land" d={land} />
        <path className="map-borders" d={borders} />
        {children}
      </svg>
    </Fragment>
  );
}

/** Names on a map, for the eye: marks say theirs themselves. Each is placed from its mark, so that it stays there at any size. */
export function MapNames({ labels }: { labels: readonly PlacedLabel[] }) {
  return (
    <g className="map-names" {...silent}>
      {labels.map(({ key, mark, x, y, anchor, text, leader }) => (
        <g key={key} transform={`translate(${mark.x} ${mark.y})`}>
          {leader && <path d={`M0 0L${leader.x - mark.x} ${leader.y - mark.y}`} />}
          <text x={x - mark.x} y={y - mark.y} textAnchor={anchor}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
