import autocannon from "autocannon";
import { type Speed, speedOf } from "./figures";
import { type Encoding, getExpected } from "./http";

export type Load = { url: string; paths: readonly string[]; encoding: Encoding; connections: number; seconds: number };

/** Asks for each address once, over a bounded number of connections; no two ask for the same. */
export async function askEachOnce(addresses: readonly string[], encoding: Encoding, connections: number): Promise<Speed> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  let next = 0;
  const visitor = async () => {
    for (let address = addresses[next++]; address !== undefined; address = addresses[next++])
      latencies.push((await getExpected(address, encoding)).ms);
  };
  await Promise.all(Array.from({ length: connections }, visitor));
  return speedOf(latencies, performance.now() - startedAt);
}

/**
 * Asks for the paths in turn over a bounded number of connections and for a bounded time. Percentiles are computed from
 * every answer: the tool's own are whole milliseconds. Throws when any answer is not 2xx; no answer at all is speed 0.
 */
export async function applyLoad({ url, paths, encoding, connections, seconds }: Load): Promise<Speed> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  let lastAt = startedAt;
  const run = autocannon({
    url,
    connections,
    duration: seconds,
    sampleInt: 100,
    headers: { "accept-encoding": encoding },
    requests: paths.map((path) => ({ path })),
  });
  run.on("response", (_client: unknown, _status: unknown, _bytes: unknown, ms: number) => {
    latencies.push(ms);
    lastAt = performance.now();
  });
  const { errors, timeouts, non2xx } = await run;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(`${url}${paths[0]}: ${latencies.length} answers, ${non2xx} not 2xx, ${errors} errors, ${timeouts} timeouts`);
  }
  return speedOf(latencies, lastAt - startedAt);
}
