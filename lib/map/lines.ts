import type { Coordinates } from "./atlas";
import { continentFrame, countryFrame, type Frame, type Point, worldFrame } from "./frame";

export type LineToDraw = { french: DrawnEnd; partner: DrawnEnd; projects: number };
type DrawnEnd = { name: string; position: Coordinates };
export type MarkedEnd = Point & { key: string; side: "french" | "partner"; name: string; projects: number };

export type LineGeometry = {
  frame: Frame;
  lines: { key: string; path: string; width: number; line: LineToDraw }[];
  /** Lines of which an end lies outside. */
  outside: number;
  /** Each place once, those with most projects first. */
  ends: MarkedEnd[];
};

/** M49; most lines end there. */
const europe = "150";
/** Share of the lines that a map must hold to be drawn instead of a wider one. */
const enough = 0.75;

/** Width of a line in pixels of the drawing: 1.8 for one project, at most 5. */
function widthOf(projects: number): number {
  return Math.round(10 * Math.min(5, 1.2 + 0.6 * Math.sqrt(projects))) / 10;
}

function endsOf(frame: Frame, lines: readonly LineToDraw[]): MarkedEnd[] {
  const ends = new Map<string, MarkedEnd>();
  for (const line of lines) {
    for (const side of ["french", "partner"] as const) {
      const { name, position } = line[side];
      const point = frame.at(position);
      const key = `${side} ${position.join(" ")} ${name}`;
      const known = ends.get(key);
      if (known) known.projects += line.projects;
      else if (point) ends.set(key, { key, side, name, ...point, projects: line.projects });
    }
  }
  return [...ends.values()].sort((a, b) => b.projects - a.projects || a.name.localeCompare(b.name, "en"));
}

/**
 * Lines between French ends and partners on the narrowest of the maps that holds most of them: France and the country that
 * they lead to, Europe, the world. Null without a line.
 */
export function lineGeometry(lines: readonly LineToDraw[], country: string | null): LineGeometry | null {
  const [first] = lines;
  if (!first) return null;
  const held = (frame: Frame) => lines.filter(({ french, partner }) => frame.at(french.position) && frame.at(partner.position));
  const near = country === null ? continentFrame(europe) : countryFrame(country, first.partner.position);
  const frame = near && held(near).length >= enough * lines.length ? near : worldFrame();
  return {
    frame,
    ends: endsOf(frame, lines),
    outside: lines.length - held(frame).length,
    lines: lines.map((line) => {
      const coordinates = [line.french.position, line.partner.position];
      return {
        key: coordinates.join(" ") + line.french.name + line.partner.name,
        path: frame.draw({ type: "LineString", coordinates } as Parameters<Frame["draw"]>[0], 0.3),
        width: widthOf(line.projects),
        line,
      };
    }),
  };
}
