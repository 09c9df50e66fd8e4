import type { Coordinates } from "./atlas";
import { type Bubble, bubblesOn, type Counted } from "./bubbles";
import { type Frame, frameAround, franceFrame } from "./frame";
import type { Outline } from "./outlines";

/** Overseas territories stand in a column at the edge, in the sea, as on maps of France at school. */
const column = { x: 46, fromBottom: 44, step: 60 };
/** Detail of outlines, in pixels of the drawing. */
const detail = 1;

export type FrenchGeometry = { frame: Frame; bubbles: Bubble[]; outlines: string };

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
 * column beside metropolitan France.
 */
export function frenchGeometry(places: FrenchPlaces, counts: readonly Counted[]): FrenchGeometry {
  const frame = frameOf(places);
  const beside = places.within ? [] : counts.filter(({ key, count }) => places.overseas.has(key) && count > 0);
  const placed = new Map(
    beside
      .toReversed()
      .map(({ key }, index) => [key, { x: column.x, y: frame.height - column.fromBottom - index * column.step }]),
  );
  return { frame, bubbles: bubblesOn(frame, counts, placed), outlines: drawOutlines(frame, places.outlines) };
}
