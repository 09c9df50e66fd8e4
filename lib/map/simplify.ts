export type Point = readonly [number, number];

/** Distance from a point to a segment, in the points' own unit. */
export function distanceToSegment(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point[0] - from[0] - t * dx, point[1] - from[1] - t * dy);
}

/** Douglas–Peucker: fewer points, none of the dropped ones further than `tolerance` from the line. Ends are kept. */
export function simplifyLine<T extends Point>(points: readonly T[], tolerance: number): T[] {
  const last = points.length - 1;
  if (last < 2) return [...points];
  const kept = new Set<number>([0, last]);
  const spans: [number, number][] = [[0, last]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let [farthest, distance] = [-1, tolerance];
    for (let index = from + 1; index < to; index++) {
      const away = distanceToSegment(points[index] as T, points[from] as T, points[to] as T);
      if (away > distance) [farthest, distance] = [index, away];
    }
    if (farthest === -1) continue;
    kept.add(farthest);
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, index) => kept.has(index));
}

/** Signed area of a ring, in the square of the points' unit. */
export function ringArea(points: readonly Point[]): number {
  let sum = 0;
  for (let index = 0, before = points.length - 1; index < points.length; before = index++) {
    const [a, b] = [points[before] as Point, points[index] as Point];
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
}
