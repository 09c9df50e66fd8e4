/** WGS84 degrees. */
export type Degrees = { latitude: number; longitude: number };

/** Mean radius of the Earth (IUGG). */
const earthRadiusKm = 6371;
const radians = Math.PI / 180;

/** Great-circle distance in kilometres, by the haversine formula: exact enough for any distance between two towns. */
export function kilometresBetween(a: Degrees, b: Degrees): number {
  const latitude = Math.sin(((b.latitude - a.latitude) * radians) / 2);
  const longitude = Math.sin(((b.longitude - a.longitude) * radians) / 2);
  const chord = latitude ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * longitude ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(Math.min(1, chord)));
}
