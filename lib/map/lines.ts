import type { Coordinates } from "./atlas";
import { continentFrame, countryFrame, type Frame, type Point, worldFrame } from "./frame";

export type LineToDraw = { french: DrawnEnd; partner: DrawnEnd; projects: number };
type DrawnEnd = { name: string; position: Coordinates };
export type MarkedEnd = Point & { key: string; side: "french" | "partner"; name: string; projects: number };

export type LineGeometry = {
  frame: Frame;
  lines: { key: string; path: string; width: number; line: LineToDraw }[];
  /** Each place once, those with most projects first. */
  ends: MarkedEnd[];
};

/** M49; most lines end there. */
const europe = "150";
/** Widths of the lines of one project and of the most, in pixels of the drawing. */
const widths = { least: 1.6, most: 5 };

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
 * Lines between French ends and partners on the narrowest of the maps that holds them all: France and the country that they
 * lead to, Europe, the world. Null without a line.
 */
export function lineGeometry(lines: readonly LineToDraw[], country: string | null): LineGeometry | null {
  const [first] = lines;
  if (!first) return null;
  const positions = lines.flatMap(({ french, partner }) => [french.position, partner.position]);
  const holdsAll = (frame: Frame) => positions.every((position) => frame.at(position) !== null);
  const near = country === null ? continentFrame(europe) : countryFrame(country, first.partner.position);
  const frame = near && holdsAll(near) ? near : worldFrame();
  const highest = Math.max(...lines.map(({ projects }) => projects));
  return {
    frame,
    ends: endsOf(frame, lines),
    lines: lines.map((line) => {
      const coordinates = [line.french.position, line.partner.position];
      const width = highest === 1 ? 2.4 : widths.least + (widths.most - widths.least) * Math.sqrt(line.projects / highest);
      return {
        key: coordinates.join(" ") + line.french.name + line.partner.name,
        path: frame.draw({ type: "LineString", coordinates } as Parameters<Frame["draw"]>[0], 0.3),
        width: Math.round(width * 10) / 10,
        line,
      };
    }),
  };
}
