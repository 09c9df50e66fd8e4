import { countryMark } from "./atlas";
import { type Bubble, bubblesOn } from "./bubbles";
import { type Frame, type Point, worldFrame } from "./frame";

export type CountryCount = { code: string; count: number };

export type WorldGeometry = {
  frame: Frame;
  /** Largest first, so that small bubbles stay on top. */
  bubbles: Bubble[];
  /** Where the French end stands. */
  france: Point;
};

/** The world in Equal Earth projection with one bubble per country, its area in proportion to the count. Unknown codes have none. */
export function worldGeometry(countries: readonly CountryCount[]): WorldGeometry {
  const frame = worldFrame();
  const bubbles = bubblesOn(
    frame,
    countries.map(({ code, count }) => ({ key: code, count, position: countryMark(code) })),
  );
  const france = frame.at(countryMark("FR") ?? [2.5, 46.6]) ?? { x: 0, y: 0 };
  return { frame, bubbles, france };
}
