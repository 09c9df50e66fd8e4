import type { GeoContext } from "d3-geo";
import { type Point, ringArea, simplifyLine } from "./simplify";

type PathOptions = {
  /** Points closer than this to the simplified line are dropped; in pixels of the path. */
  tolerance: number;
  /** Rings smaller than this are dropped (islets); in square pixels of the path. */
  minArea: number;
};

/** Numbers one after the other, with a separator only where the sign does not separate already. */
function join(numbers: number[]): string {
  return numbers.map((value, index) => (index > 0 && value >= 0 ? ` ${value}` : String(value))).join("");
}

function encode(points: readonly Point[], closed: boolean): string {
  const deltas: number[] = [];
  let [x, y] = [0, 0];
  for (const point of points) {
    const [nextX, nextY] = [Math.round(point[0]), Math.round(point[1])];
    if (deltas.length > 0 && nextX === x && nextY === y) continue;
    deltas.push(nextX - x, nextY - y);
    [x, y] = [nextX, nextY];
  }
  const [startX = 0, startY = 0, ...rest] = deltas;
  if (rest.length < (closed ? 4 : 2)) return "";
  return `M${join([startX, startY])}l${join(rest)}${closed ? "z" : ""}`;
}

/**
 * A drawing context for d3-geo that yields the shortest SVG path it can: simplified, whole pixels, relative coordinates.
 * Pages carry their maps in their HTML, so bytes count more than sub-pixel truth.
 */
export class SvgPathContext implements GeoContext {
  readonly #options: PathOptions;
  #pieces: string[] = [];
  #points: Point[] = [];

  constructor(options: Partial<PathOptions> = {}) {
    this.#options = { tolerance: 1, minArea: 0, ...options };
  }

  beginPath(): void {
    this.#pieces = [];
    this.#points = [];
  }

  moveTo(x: number, y: number): void {
    this.#flush(false);
    this.#points = [[x, y]];
  }

  lineTo(x: number, y: number): void {
    this.#points.push([x, y]);
  }

  /** Points are drawn by components, not by paths. */
  arc(): void {}

  closePath(): void {
    this.#flush(true);
  }

  /** The value of a `d` attribute; the context is then empty. */
  result(): string {
    this.#flush(false);
    const path = this.#pieces.join("");
    this.beginPath();
    return path;
  }

  #flush(closed: boolean): void {
    const points = this.#points;
    this.#points = [];
    if (points.length < 2) return;
    if (closed && Math.abs(ringArea(points)) < this.#options.minArea) return;
    this.#pieces.push(encode(simplifyLine(points, this.#options.tolerance), closed));
  }
}
