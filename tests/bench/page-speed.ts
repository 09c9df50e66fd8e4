import { barePaths } from "./bare-next";
import type { Speed } from "./figures";
import { applyLoad, askEachOnce } from "./load";
import { addressOf, type Question } from "./search-queries";

/**
 * Turns that followed each other: search pages that nobody asked for before, those that the portal keeps, a bare page made for each
 * request, a search repeated before a cache.
 */
export type PageSpeed = { made: Speed[]; kept: Speed[]; bare: Speed[]; cached: Speed[] };

const rounds = 3;
const secondsPerTurn = 3;
const connections = 4;
/** A question of each kind but the typo, which is two searches: few enough to come round often. */
const asked = 7;

/**
 * Requests a second, compressed, one server at a time under load. `cache`: address of the cache before the portal; null for none.
 * `pages`: path of the list of searches, and that of its other language, in which none of the questions was asked before.
 */
export async function measurePageSpeed(
  servers: { portal: string; bare: string; cache: string | null },
  pages: { known: string; unknown: string },
  questions: readonly Question[],
): Promise<PageSpeed> {
  const kinds = [...new Set(questions.map(({ kind }) => kind))].slice(0, asked);
  const paths = kinds.flatMap((kind) => {
    const question = questions.filter((one) => one.kind === kind)[6];
    return question ? [pages.known + addressOf(question)] : [];
  });
  const load = (url: string, own: readonly string[], seconds: number) =>
    applyLoad({ url, paths: own, encoding: "gzip", connections, seconds });
  // Each turn has questions of every kind, and no question comes twice.
  const unasked = [...new Set(questions.filter(({ kind }) => kinds.includes(kind)).map(addressOf))];
  const turnOf = (round: number) =>
    unasked.filter((_, at) => at % rounds === round).map((address) => servers.portal + pages.unknown + address);
  const speed: PageSpeed = { made: [], kept: [], bare: [], cached: [] };
  const { cache } = servers;
  const measureRound = async (seconds: number) => ({
    kept: await load(servers.portal, paths, seconds),
    bare: await load(servers.bare, [barePaths.made], seconds),
    cached: cache === null ? null : await load(cache, paths.slice(0, 1), seconds),
  });
  await measureRound(2);
  for (let round = 0; round < rounds; round++) {
    speed.made.push(await askEachOnce(turnOf(round), "gzip", connections));
    const { kept, bare, cached } = await measureRound(secondsPerTurn);
    speed.kept.push(kept);
    speed.bare.push(bare);
    if (cached) speed.cached.push(cached);
  }
  return speed;
}
