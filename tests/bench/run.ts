import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { today } from "@/lib/core/clock";
import { root } from "@/lib/launcher/lock.mjs";
import { bench } from "./bench";
import { Closing, closeOnSignal, temporaryFolder } from "./closing";
import { benchDirectory } from "./directory";
import { benchImports } from "./imports";
import { fullPlan, quickPlan } from "./plan";
import { benchProfiles } from "./profiles";
import { benchRelevance } from "./relevance";
import { report } from "./report";
import { directoryReport } from "./report-directory";
import { profilesReport } from "./report-profiles";
import { searchReport } from "./report-search";
import { benchSearch } from "./search";

const usage = `npm run bench [-- --quick] [-- --date 2026-01-31] [-- --out FILE] [-- --no-start]

Measures the built portal against nginx and a bare Next page, and writes docs/benchmarks.md.

npm run bench -- search [--sizes 13000,130000,1300000] [--no-pages] [--databases URL,URL,URL] [--out FILE]
npm run bench -- profiles [--sizes …] [--no-pages] [--out FILE]

Measures the search, or the pages of countries, organisations, territories and themes, at several numbers of projects, and writes
docs/benchmarks-search.md or docs/benchmarks-profiles.md.
  --sizes      numbers of projects, each more than the one before (1,300,000 take an hour to load)
  --databases  databases that hold these numbers of projects already, so that none is loaded
  --no-pages   SQL only, without the pages of the built portal
npm run bench -- directory

Asks for the directory of contacts with every filter that it offers, and writes docs/benchmarks-directory.md.

npm run bench -- relevance

Asks the judged questions of tests/relevance and prints how well they are answered, by kind of question.

npm run bench -- imports

Measures the import of lists alone, and puts its figures into docs/benchmarks.md.

  --quick      short turns, for trying out; prints the report instead of writing it
  --date       day to write into the report (default: today)
  --out        another file to write to
  --no-start   do not time npm start on a copy of the tree`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean" },
    quick: { type: "boolean", default: false },
    date: { type: "string" },
    out: { type: "string" },
    sizes: { type: "string", default: "13000,130000,1300000" },
    databases: { type: "string" },
    "no-pages": { type: "boolean", default: false },
    "no-start": { type: "boolean", default: false },
  },
});

/** Numbers of projects, each more than the one before: a larger load goes on with a smaller one. */
function sizesOf(list: string): number[] {
  const sizes = list.split(",").map(Number);
  if (sizes.some((size, at) => !Number.isInteger(size) || size <= (sizes[at - 1] ?? 0)))
    throw new Error(`--sizes ${list}\n\n${usage}`);
  return sizes;
}

/** As many databases as sizes, or none. */
function databasesOf(list = ""): string[] {
  const urls = list.split(",").filter(Boolean);
  if (urls.length > 0 && urls.length !== sizesOf(values.sizes).length) throw new Error(`--databases ${list}\n\n${usage}`);
  return urls;
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [part, ...others] = positionals;
  const parts = ["relevance", "search", "profiles", "directory", "imports"];
  const apart = ["search", "profiles", "directory"];
  if (others.length > 0 || (part !== undefined && !parts.includes(part))) {
    console.error(usage);
    return 2;
  }
  const plan = values.quick ? quickPlan : fullPlan;
  const startedAt = performance.now();
  const say = (step: string) =>
    console.error(`${String(Math.round((performance.now() - startedAt) / 1_000)).padStart(4)} s  ${step}`);
  const closing = new Closing();
  closeOnSignal(closing);
  try {
    if (part === "relevance") {
      console.log(await benchRelevance(temporaryFolder(closing), closing, say));
      return 0;
    }
    const start = plan.start && !values["no-start"];
    const date = values.date ?? today();
    const present = path.join(
      root,
      "docs",
      part !== undefined && apart.includes(part) ? `benchmarks-${part}.md` : "benchmarks.md",
    );
    const file = values.out ? path.resolve(values.out) : present;
    const sizes = () => ({ sizes: sizesOf(values.sizes), pages: !values["no-pages"], databases: databasesOf(values.databases) });
    const reports: Record<string, () => Promise<string>> = {
      search: async () =>
        searchReport(await benchSearch(sizes(), date, closing, say, (known) => writeFileSync(file, searchReport(known)))),
      profiles: async () => profilesReport(await benchProfiles(sizes(), date, closing, say)),
      directory: async () => directoryReport(await benchDirectory(date, closing, say)),
      imports: () => benchImports(readFileSync(present, "utf8"), plan, date, { folder: temporaryFolder(closing), closing, say }),
      everything: async () => report(await bench({ ...plan, start }, date, closing, say)),
    };
    const text = (await reports[part ?? "everything"]?.()) ?? "";
    if (values.quick && !values.out) console.log(text);
    else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      say(`written: ${path.relative(process.cwd(), file)}`);
    }
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await closing.close();
  }
}

process.exit(await main());
