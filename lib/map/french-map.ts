import type { Coordinates } from "./atlas";
import { type Bubble, bubblesOn, type Counted } from "./bubbles";
import { type Frame, frameAround, franceFrame } from "./frame";
import type { Outline } from "./outlines";

/** Overseas territories stand in a strip under metropolitan France, two side by side with room for their names. */
const strip = { columns: 2, rowHeight: 60, left: 40 };
/** Detail of outlines, in pixels of the drawing. */
const detail = 2;

export type FrenchGeometry = {
  frame: Frame;
  bubbles: Bubble[];
  /** Values of `d` attributes; empty where there is nothing to draw. */
  outlines: string;
  /** The upper edge of the strip overseas. */
  edge: string;
};

/** Drawn outlines by what was read: the same array stands for the same outlines on the same frame. */
const drawn = new WeakMap<readonly Outline[], string>();

function drawOutlines(frame: Frame, outlines: readonly Outline[]): string {
  const known = drawn.get(outlines);
  if (known !== undefined) return known;
  const path = frame.draw({ type: "MultiPolygon", coordinates: outlines.flat() } as Parameters<Frame["draw"]>[0], detail);
  drawn.set(outlines, path);
  return path;
}

export type FrenchPlaces = {
  /** The région whose départements these are; null for régions and overseas collectivities. */
  within: { code: string } | null;
  /** Positions of all of them, with projects or without. */
  around: readonly Coordinates[];
  /** Codes of those that are not in metropolitan France. */
  overseas: ReadonlySet<string>;
  outlines: readonly Outline[];
};

function frameOf({ within, around, outlines }: FrenchPlaces): Frame {
  if (within === null || around.length === 0) return franceFrame();
  const points = outlines.flat(3) as Coordinates[];
  return frameAround(within.code, [...around, ...points], points.length > 0);
}

/**
 * The French side by région, or by département of one région, with their outlines where there are any; those overseas in a
 * strip under metropolitan France.
 */
export function frenchGeometry(places: FrenchPlaces, counts: readonly Counted[]): FrenchGeometry {
  const frame = frameOf(places);
  const { width, height } = frame;
  const beneath = places.within ? [] : counts.filter(({ key, count }) => places.overseas.has(key) && count > 0);
  const placed = new Map(
    beneath.map(({ key }, index) => {
      const [row, column] = [Math.floor(index / strip.columns), index % strip.columns];
      const x = strip.left + (column * width) / strip.columns;
      return [key, { x, y: height + (row + 0.5) * strip.rowHeight }];
    }),
  );
  const rows = Math.ceil(beneath.length / strip.columns);
  return {
    frame: { ...frame, height: height + rows * strip.rowHeight },
    bubbles: bubblesOn(frame, counts, placed),
    outlines: drawOutlines(frame, places.outlines),
    edge: rows > 0 ? `M0 ${height}h${width}` : "",
  };
}
