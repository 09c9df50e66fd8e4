import { barePaths } from "./bare-next";
import type { Speed } from "./figures";
import { applyLoad } from "./load";
import { addressOf, type Question } from "./search-queries";

/** Turns that followed each other: rendered search pages, a bare page made for each request, a search repeated before a cache. */
export type PageSpeed = { portal: Speed[]; bare: Speed[]; cached: Speed[] };

const rounds = 3;
const secondsPerTurn = 3;
const connections = 4;
/** A question of each kind but the typo, which is two searches: few enough to come round often. */
const asked = 7;

/** Requests a second, compressed, one server at a time under load. `cache`: address of the cache before the portal; null for none. */
export async function measurePageSpeed(
  servers: { portal: string; bare: string; cache: string | null },
  page: string,
  questions: readonly Question[],
): Promise<PageSpeed> {
  const kinds = [...new Set(questions.map(({ kind }) => kind))].slice(0, asked);
  const paths = kinds.flatMap((kind) => {
    const question = questions.filter((one) => one.kind === kind)[6];
    return question ? [page + addressOf(question)] : [];
  });
  const sides = [
    { name: "portal", url: servers.portal, paths },
    { name: "bare", url: servers.bare, paths: [barePaths.made] },
    ...(servers.cache === null ? [] : [{ name: "cached", url: servers.cache, paths: paths.slice(0, 1) } as const]),
  ] as const;
  const load = (side: (typeof sides)[number], seconds: number) =>
    applyLoad({ url: side.url, paths: side.paths, encoding: "gzip", connections, seconds });
  const speed: PageSpeed = { portal: [], bare: [], cached: [] };
  for (const side of sides) await load(side, 2);
  for (let round = 0; round < rounds; round++) for (const side of sides) speed[side.name].push(await load(side, secondsPerTurn));
  return speed;
}
