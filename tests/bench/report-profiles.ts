import { percentile } from "./figures";
import { count, kilobytes, ms, seconds, table } from "./markdown";
import { type Asked, type ProfilesResults, type ProfilesSize, profileKinds } from "./profiles";
import { machineRows } from "./report-conditions";

/** What is aimed at: time of the server for a page that nobody asked for before, at the 95th percentile; bytes with gzip. */
const aims: Readonly<Record<number, number>> = { 13000: 150, 1300000: 500 };
const mostBytes = 60_000;

/** The kinds that the aim is about; the others are told. */
const aimed: readonly string[] = ["countries", "authorities"];

const pagesOf = (asked: readonly Asked[]) => asked.flatMap(({ pageMs }) => (pageMs === null ? [] : [pageMs]));
const bytesOf = (asked: readonly Asked[]) => Math.max(0, ...asked.flatMap(({ bytes }) => (bytes === null ? [] : [bytes])));

function aimsTable(sizes: readonly ProfilesSize[]): string {
  const rows = sizes.map(({ projects, asked }) => {
    const aim = aims[projects];
    const p95 = percentile(pagesOf(asked.filter(({ kind }) => aimed.includes(kind))), 0.95);
    const bytes = bytesOf(asked);
    const verdict = (isMet: boolean) => (isMet ? "met" : "**missed**");
    return [
      count(projects),
      aim === undefined ? ms(p95) : `${ms(p95)} (aim ${count(aim)}): ${verdict(p95 <= aim)}`,
      ms(percentile(pagesOf(asked), 0.95)),
      `${kilobytes(bytes)} (aim ${kilobytes(mostBytes)}): ${verdict(bytes <= mostBytes)}`,
    ];
  });
  return table(
    ["Projects", "First request of countries and authorities, p95, ms", "Of all kinds", "Largest page, kB (gzip)"],
    rows,
    4,
  );
}

function kindsTable({ asked }: ProfilesSize): string {
  const rows = profileKinds.flatMap((kind) => {
    const own = asked.filter((one) => one.kind === kind);
    const [most] = own;
    if (!most) return [];
    const of = (values: readonly number[]) =>
      values.length === 0 ? ["–", "–"] : [ms(percentile(values, 0.5)), ms(percentile(values, 0.95))];
    return [
      [
        kind,
        `${most.name}: ${count(most.projects)} projects`,
        ...of(own.map(({ sqlMs }) => sqlMs)),
        ms(Math.max(...own.map(({ slowestMs }) => slowestMs))),
        String(Math.max(...own.map(({ statements }) => statements))),
        ...of(pagesOf(own)),
        kilobytes(bytesOf(own)),
      ],
    ];
  });
  return table(
    ["Profiles", "The largest", "SQL p50", "SQL p95", "Slowest statement", "Statements", "Page p50", "Page p95", "kB"],
    rows,
    2,
  );
}

function planSection({ projects, slowest }: ProfilesSize): string {
  const parts = slowest.map(({ name, plan }) => {
    const lines = plan.map((line) => (line.length > 180 ? `${line.slice(0, 177)}…` : line));
    return `### ${name}\n\n\`\`\`\n${lines.join("\n")}\n\`\`\``;
  });
  return `## Plans at ${count(projects)} projects\n\nOf the slowest statement of the largest profile of each kind.\n\n${parts.join("\n\n")}`;
}

/** The whole report of profiles, ready to be committed. */
export function profilesReport({ conditions, sizes, minutes }: ProfilesResults): string {
  const last = sizes.at(-1);
  const parts = [
    "# Benchmarks of profiles",
    "Written by `npm run bench -- profiles`; do not edit. Absolute figures hold for the machine below and what else ran on it; **compare within one run**. How it works: [decision 025](decisions/025-profiles.md).",
    `## Conditions\n\n${table(
      ["", ""],
      [
        ...machineRows(conditions),
        [
          "Profiles",
          "the twelve with the most projects of each kind, each asked for once, one after the other, of a server that served the twelve that follow",
        ],
        ["Duration", `${minutes.toFixed(0)} minutes`],
      ],
      2,
    )}`,
    `## Aims\n\n${aimsTable(sizes)}`,
    ...sizes.map(
      (size) =>
        `## ${count(size.projects)} projects\n\nLoaded in ${seconds(size.loadMs)}. The answers about ${count(size.kept)} subjects of many projects were kept in ${seconds(size.keepMs)}. Milliseconds; SQL: all statements of a profile one after the other where nothing is kept, planning and execution inside PostgreSQL; page: from the request to the last byte.\n\n${kindsTable(size)}`,
    ),
    ...(last ? [planSection(last)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}
