import { loadDemo } from "@/lib/demo/load";
import { ensureBuilt } from "@/lib/launcher/build";
import { loadReference } from "@/lib/reference/load";
import { migrate } from "@/prisma/migrate";
import { type Closing, temporaryFolder } from "./closing";
import { type Conditions, conditions } from "./conditions";
import { copyProjects } from "./copies";
import { openDatabases, query } from "./databases";
import { timed } from "./figures";
import { copyPortal, serveStandalone } from "./server";

/** `databases`: addresses of databases that hold the sizes already; none is loaded then. */
export type SizesPlan = { sizes: readonly number[]; pages: boolean; databases: readonly string[] };
/** A number of projects, and what was measured with them. */
export type Sized<T> = T & { projects: number; loadMs: number | null; copied: boolean };
/** More projects than this are made by copying: a load takes hours for a million. */
const mostLoaded = 200_000;
export type SizesResults<T> = { conditions: Conditions; sizes: Sized<T>[]; minutes: number };

async function versionOf(url: string): Promise<string> {
  const [row] = await query<{ version: string }>(url, "SELECT current_setting('server_version') AS version");
  return row?.version ?? "";
}

/**
 * Loads more and more projects into one database, the most by copying what is there, and measures the same at each size. `portal`: address of the built portal,
 * started anew; null without pages. `readyPath`: the page that tells that it serves.
 */
export async function eachSize<T>(
  plan: SizesPlan,
  readyPath: string,
  date: string,
  closing: Closing,
  say: (step: string) => void,
  measure: (url: string, portal: string | null) => Promise<T>,
  afterEach?: (results: SizesResults<T>) => void,
): Promise<SizesResults<T>> {
  const startedAt = performance.now();
  const folder = temporaryFolder(closing);
  if (plan.pages) {
    say("building the portal, unless it is built");
    await ensureBuilt({});
    copyPortal(`${folder}/portal`);
  }
  const sizes: Sized<T>[] = [];
  const measureAt = async (url: string, projects: number, loaded: { loadMs: number | null; copied: boolean }) => {
    const portal = plan.pages
      ? await serveStandalone(`${folder}/portal`, { readyPath, environment: { DATABASE_URL: url }, closing })
      : null;
    say(`measuring, ${projects} projects`);
    const measured = await measure(url, portal?.url ?? null);
    await portal?.stop();
    sizes.push({ projects, ...loaded, ...measured });
    // A larger size takes long and may fail: what is known is kept.
    afterEach?.(ended(await versionOf(url)));
  };
  const ended = (version: string): SizesResults<T> => ({
    ...{ conditions: conditions(date, version), sizes, minutes: (performance.now() - startedAt) / 60_000 },
  });
  if (plan.databases.length > 0) {
    for (const [index, projects] of plan.sizes.entries())
      await measureAt(plan.databases[index] ?? "", projects, { loadMs: null, copied: projects > mostLoaded });
    return ended(await versionOf(plan.databases[0] ?? ""));
  }
  const databases = await openDatabases(folder, closing);
  const url = await databases.clone("template1", "bench_sizes");
  say("reference load");
  await migrate(url);
  await loadReference(url);
  let present = 0;
  for (const projects of plan.sizes) {
    const copied = present > 0 && projects > mostLoaded;
    say(`${copied ? "copies" : "demo load"}, ${projects} projects`);
    const { ms: loadMs } = await timed(async () => {
      if (copied) await copyProjects(url, Math.round(projects / present));
      else await loadDemo(url, { projects });
    });
    if (!copied) await query(url, "SELECT search_fold(0)");
    await query(url, "VACUUM (ANALYZE)");
    present = projects;
    await measureAt(url, projects, { loadMs, copied });
  }
  return ended(databases.version);
}
