import { barePaths } from "./bare-next";
import { median, percentile, type Speed, speedOf } from "./figures";
import { getExpected } from "./http";
import type { Scene } from "./measure";
import { addresses, isKept, type PageType, projectAddresses } from "./pages";
import type { Running } from "./server";

/** Medians over servers started anew; milliseconds from the start of the process to ready, and of its first page. */
export type FirstPage = { page: PageType; portalMs: number; bareMs: number; portalReadyMs: number; bareReadyMs: number };

const freshPages = ["home", "list", "project"] as const;

/** A server that has served nothing yet is asked for one page, again and again. */
export async function measureFirstPages(scene: Scene): Promise<FirstPage[]> {
  const paths = await addresses(scene.databaseUrl, 1);
  const results: FirstPage[] = [];
  for (const page of freshPages) {
    const turns = [];
    for (let turn = 0; turn < scene.plan.freshStarts; turn++) {
      const portal = await firstAnswer(scene.servePortal, paths[page][0] ?? "");
      const bare = await firstAnswer(scene.serveBare, isKept(page) ? barePaths.kept(`first-${page}-${turn}`) : barePaths.made);
      turns.push({ portal, bare });
    }
    results.push({
      page,
      portalMs: median(turns.map(({ portal }) => portal.ms)),
      bareMs: median(turns.map(({ bare }) => bare.ms)),
      portalReadyMs: median(turns.map(({ portal }) => portal.readyMs)),
      bareReadyMs: median(turns.map(({ bare }) => bare.readyMs)),
    });
  }
  return results;
}

async function firstAnswer(serve: () => Promise<Running>, path: string): Promise<{ ms: number; readyMs: number }> {
  const startedAt = performance.now();
  const server = await serve();
  const readyMs = performance.now() - startedAt;
  const { ms } = await getExpected(server.url + path, "gzip");
  await server.stop();
  return { ms, readyMs };
}

/** Record pages that no one asked for before, each once, `atOnce` at a time. */
export type Misses = { atOnce: number; portal: Speed; bare: Speed };
export type ColdRecords = { misses: Misses[] /** Bytes of HTML, compressed, of every record page asked for. */; bytes: number[] };

/** The portal and the bare page take turns in blocks, so that a machine that slows down hits both. */
export async function measureMisses(scene: Scene, portal: Running, bare: Running): Promise<ColdRecords> {
  const { coldPages } = scene.plan;
  const records = await projectAddresses(scene.databaseUrl, 2 * coldPages);
  const half = Math.floor(records.length / 2);
  const block = Math.ceil(half / 5);
  const bytes: number[] = [];
  const misses: Misses[] = [];
  for (const atOnce of [1, 2]) {
    const turns = { portal: new Turns(), bare: new Turns() };
    const own = records.slice((atOnce - 1) * half, atOnce * half);
    for (let from = 0; from < own.length; from += block) {
      const paths = own.slice(from, from + block);
      await turns.portal.ask(portal.url, paths, atOnce, bytes);
      const barePages = paths.map((_, index) => barePaths.kept(`miss-${atOnce}-${from + index}`));
      await turns.bare.ask(bare.url, barePages, atOnce);
    }
    misses.push({ atOnce, portal: turns.portal.speed(), bare: turns.bare.speed() });
  }
  return { misses, bytes };
}

class Turns {
  #latencies: number[] = [];
  #elapsed = 0;

  /** Asks for each path once; a page that was kept already is no miss, and an error. */
  async ask(url: string, paths: readonly string[], atOnce: number, bytes: number[] = []): Promise<void> {
    const queue = [...paths];
    const startedAt = performance.now();
    const worker = async () => {
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const answer = await getExpected(url + path, "gzip");
        if (answer.headers["x-nextjs-cache"] !== "MISS")
          throw new Error(`${answer.headers["x-nextjs-cache"]} instead of MISS: ${path}`);
        this.#latencies.push(answer.ms);
        bytes.push(answer.body.length);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    this.#elapsed += performance.now() - startedAt;
  }

  speed(): Speed {
    return speedOf(this.#latencies, this.#elapsed);
  }
}

/** Median and largest of compressed record pages, in bytes. */
export function spread(bytes: readonly number[]): { median: number; p99: number; largest: number } {
  return { median: median(bytes), p99: percentile(bytes, 0.99), largest: Math.max(...bytes) };
}
