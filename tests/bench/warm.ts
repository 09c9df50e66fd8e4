import path from "node:path";
import { barePaths } from "./bare-next";
import type { Speed } from "./figures";
import { type Encoding, getExpected } from "./http";
import { applyLoad } from "./load";
import type { Scene } from "./measure";
import { type Nginx, nginxVersion, type StaticPage, startNginx } from "./nginx";
import { addresses, isKept, type PageType, pageTypes } from "./pages";
import { memoryOf, type Running } from "./server";

/** Turns that followed each other: portal, nginx, bare page, portal … `nginx` is empty where it is not installed. */
export type WarmPage = { page: PageType; encoding: Encoding; bytes: number; portal: Speed[]; nginx: Speed[]; bare: Speed[] };
export type Memory = { portal: number; nginx: number; bare: number };
export type Warm = {
  pages: WarmPage[] /** What the load generator reaches when nothing has to be done. */;
  ceiling: Speed | null;
  memory: Memory;
};

type Stage = { scene: Scene; portal: Running; bare: Running; nginx: Nginx | null; kept: Map<PageType, StaticPage[]> };

/** Seconds of load before the first turn: compilers and caches settle. */
const settleSeconds = 1;

/** Speed of each page type under load, compressed and, at the largest size, as it is. */
export async function measureWarm(scene: Scene, portal: Running, bare: Running): Promise<Warm> {
  const paths = await addresses(scene.databaseUrl, scene.plan.warmProjects);
  const kept = new Map<PageType, StaticPage[]>();
  for (const page of pageTypes)
    kept.set(page, await Promise.all(paths[page].map((address) => fetchStatic(portal.url + address))));
  const files = [...kept.values()].flat();
  const nginx = nginxVersion() ? await startNginx(path.join(scene.folder, "nginx"), files, scene.closing) : null;
  const stage: Stage = { scene, portal, bare, nginx, kept };
  const pages: WarmPage[] = [];
  for (const page of pageTypes) pages.push(await measurePage(stage, page, paths[page], "gzip"));
  if (scene.plan.sizes.at(-1) === scene.projects) {
    for (const page of ["home", "list", "project"] as const) pages.push(await measurePage(stage, page, paths[page], "identity"));
  }
  const ceiling = nginx && (await load(stage, nginx.url, ["/nothing"], "identity", scene.plan.secondsPerTurn));
  const memory = { portal: memoryOf(portal.pid), nginx: nginx ? memoryOf(nginx.pid) : Number.NaN, bare: memoryOf(bare.pid) };
  await nginx?.stop();
  return { pages, ceiling, memory };
}

async function fetchStatic(url: string): Promise<StaticPage> {
  const { body, headers } = await getExpected(url, "identity");
  return { body, headers };
}

function load({ scene }: Stage, url: string, paths: readonly string[], encoding: Encoding, seconds: number): Promise<Speed> {
  return applyLoad({ url, paths, encoding, connections: scene.plan.connections, seconds });
}

async function measurePage(stage: Stage, page: PageType, paths: readonly string[], encoding: Encoding): Promise<WarmPage> {
  const { scene, portal, bare, nginx } = stage;
  const files = stage.kept.get(page) ?? [];
  const barePages = isKept(page) ? paths.map((_, index) => barePaths.kept(`warm-${index}`)) : [barePaths.made];
  const sides = [
    { name: "portal", url: portal.url, paths },
    ...(nginx ? [{ name: "nginx", url: nginx.url, paths: files.map(nginx.pathOf) } as const] : []),
    { name: "bare", url: bare.url, paths: barePages },
  ] as const;
  scene.say(`${page}, ${encoding}`);
  const { body } = await getExpected(portal.url + paths[0], encoding);
  const result: WarmPage = { page, encoding, bytes: body.length, portal: [], nginx: [], bare: [] };
  for (const side of sides) await load(stage, side.url, side.paths, encoding, settleSeconds);
  for (let round = 0; round < scene.plan.rounds; round++) {
    for (const side of sides) {
      const speed = await load(stage, side.url, side.paths, encoding, scene.plan.secondsPerTurn);
      if (speed.requestsPerSecond === 0) throw new Error(`${side.name} gave no answer within a turn: ${side.paths[0]}`);
      result[side.name].push(speed);
    }
  }
  return result;
}
