import { aimCells, importAims, missedLine, perSecond } from "./aims";
import type { Closing } from "./closing";
import { type Conditions, conditions } from "./conditions";
import { type Databases, openDatabases, prepareReference } from "./databases";
import { type ListTimes, measureList, projects, twinnings } from "./lists";
import { count, ratio, seconds, table } from "./markdown";
import type { Plan } from "./plan";

export type Lists = { twinnings: ListTimes; projects: ListTimes };

/** Imports lists into copies of a database with reference data, each into one of its own. */
export async function measureLists(
  databases: Databases,
  reference: string,
  folder: string,
  plan: Pick<Plan, "twinnings" | "projects">,
): Promise<Lists> {
  const measure = async (name: string, list: Parameters<typeof measureList>[3]) => {
    await databases.clone(reference, name);
    return measureList(databases, name, folder, list);
  };
  return {
    twinnings: await measure("bench_twinnings", twinnings(plan.twinnings)),
    projects: await measure("bench_projects", projects(plan.projects)),
  };
}

const title = "## Imports of lists";

/** The section of the report that an import of lists alone renews. */
export function importsSection(lists: Lists, { date, cores, processor, node, postgres }: Conditions): string {
  const head = ["List", "Rows", "Time", "of it loading", "a second besides", "COPY of the rows", "÷ COPY", "Node", "PostgreSQL"];
  const rows = Object.entries(lists).map(([name, times]: [string, ListTimes]) => [
    `${count(times.records)} ${name}`,
    count(times.rows),
    seconds(times.ms),
    seconds(times.loadMs),
    count(perSecond(times)),
    seconds(times.copyMs),
    ratio(times.ms / times.copyMs),
    seconds(times.nodeMs),
    seconds(times.postgresMs),
  ]);
  return [
    title,
    `${date}; ${cores} cores (${processor}), Node ${node}, PostgreSQL ${postgres}, embedded. Loading: connecting and loading the authorities, by an import of one record. COPY: into tables with the same indexes and checks, without references, triggers and the rows of the search. Node, PostgreSQL: processor time, loading included.`,
    table(head, rows),
  ].join("\n\n");
}

/** Measures the import of lists alone; resolves to the present report with the new figures in their places. */
export async function benchImports(
  present: string,
  plan: Plan,
  date: string,
  { folder, closing, say }: { folder: string; closing: Closing; say: (step: string) => void },
): Promise<string> {
  const databases = await openDatabases(folder, closing);
  say("reference data");
  await prepareReference(databases, "bench_reference");
  say("imports");
  const lists = await measureLists(databases, "bench_reference", folder, plan);
  return renewed(present, lists, conditions(date, databases.version));
}

/** A report with the figures of other imports: its section, its aims, and what it says of those that are missed. */
export function renewed(present: string, lists: Lists, on: Conditions): string {
  const aims = importAims(lists);
  const [before = "", ...others] = present.split(/\n(?=## )/).filter((section) => !section.startsWith(title));
  const after = others.findIndex((section) => section.startsWith("## Times of commands"));
  others.splice(after + 1, 0, `${importsSection(lists, on)}\n`);
  const judged = others.map((section) => {
    if (!section.startsWith("## Aims")) return section;
    const isOurs = (part: string) =>
      part.startsWith("Nothing was missed.") || aims.some(({ aim }) => part.startsWith(`**Missed: ${aim}**`));
    const kept = section.split("\n\n").filter((part) => !isOurs(part));
    const lines = kept.join("\n\n").trimEnd().split("\n");
    const rows = lines.map((line) => {
      const aim = aims.find((one) => line.startsWith(`| ${one.aim} |`));
      return aim ? `| ${aimCells(aim).join(" | ")} |` : line;
    });
    const all = [rows.join("\n"), ...aims.filter(({ met }) => !met).map(missedLine)].join("\n\n");
    return `${all.includes("**Missed: ") ? all : `${all}\n\nNothing was missed.`}\n`;
  });
  return [before, ...judged].join("\n");
}
