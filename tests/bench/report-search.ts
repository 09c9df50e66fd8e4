import { median, medianRatio, percentile, type Speed } from "./figures";
import { count, megabytes, ms, ratio, seconds, table } from "./markdown";
import { type Answered, nameOf, type SearchResults, type SearchSize } from "./search";
import { kinds } from "./search-queries";

/** What the issue asks of SQL, at the median and the 99th percentile, in milliseconds. */
const aims: Readonly<Record<number, { p50: number; p99: number }>> = {
  13000: { p50: 1.5, p99: 8 },
  1300000: { p50: 25, p99: 150 },
};

/** A rendered search page, of the speed of a bare page that Next makes for each request. */
const leastOfBare = 0.8;

const spread = (values: readonly number[]) => [ms(percentile(values, 0.5)), ms(percentile(values, 0.99))];
const searchOf = (answers: readonly Answered[]) => answers.map(({ searchMs }) => searchMs);
const sqlOf = (answers: readonly Answered[]) => answers.map(({ sqlMs }) => sqlMs);
const pagesOf = (answers: readonly Answered[]) => answers.flatMap(({ pageMs }) => (pageMs === null ? [] : [pageMs]));

function curve(sizes: readonly SearchSize[], figures: (answers: readonly Answered[]) => readonly number[]): string {
  const head = ["Question", ...sizes.flatMap(({ projects }) => [`${count(projects)}: p50`, "p99"])];
  const row = (name: string, of: (size: SearchSize) => readonly Answered[]) => [
    name,
    ...sizes.flatMap((size) => spread(figures(of(size)))),
  ];
  return table(head, [
    ...kinds.map((kind) => row(kind, ({ answers }) => answers.filter((answered) => answered.kind === kind))),
    row("**all**", ({ answers }) => answers),
  ]);
}

function aimsTable(sizes: readonly SearchSize[]): string {
  const rows = sizes.flatMap(({ projects, answers }) => {
    const aim = aims[projects];
    if (!aim) return [];
    const [p50, p99] = [percentile(searchOf(answers), 0.5), percentile(searchOf(answers), 0.99)];
    const verdict = (value: number, most: number) => `${ms(value)} (aim ${ms(most)}): ${value <= most ? "met" : "**missed**"}`;
    return [[count(projects), verdict(p50, aim.p50), verdict(p99, aim.p99)]];
  });
  return table(["Projects", "SQL p50, ms", "SQL p99, ms"], rows, 3);
}

/** The slowest questions of each size, and which of their statements takes longest. */
function worst(sizes: readonly SearchSize[]): string {
  const rows = sizes.flatMap(({ projects, answers }) =>
    [...answers]
      .sort((a, b) => b.searchMs - a.searchMs)
      .slice(0, 5)
      .map(({ kind, params, total, searchMs, slowest }) => [
        count(projects),
        kind,
        `\`${new URLSearchParams(params)}\``,
        slowest.name,
        count(total),
        ms(searchMs),
        ms(slowest.ms),
      ]),
  );
  return table(["Projects", "Kind", "Question", "Slowest statement", "Found", "Search ms", "Statement ms"], rows, 4);
}

/** What the rendered page costs beside a bare one, one that is kept, and a search that a cache answers. */
function speeds(sizes: readonly SearchSize[]): string {
  const rate = (turns: readonly Speed[]) => count(median(turns.map(({ requestsPerSecond }) => requestsPerSecond)));
  const rows = sizes.flatMap(({ projects, speed }) => {
    if (speed === null) return [];
    const { made, kept, bare, cached } = speed;
    const beside = (turns: readonly Speed[]) => medianRatio(turns, bare, "requestsPerSecond");
    const of = beside(made);
    const verdict = `${ratio(of)} (aim ${ratio(leastOfBare)}): ${of >= leastOfBare ? "met" : "**missed**"}`;
    const repeated = cached.length === 0 ? ["–", "–"] : [rate(cached), ratio(beside(cached))];
    return [[count(projects), rate(bare), rate(made), verdict, rate(kept), ratio(beside(kept)), ...repeated]];
  });
  return table(["Projects", "Bare pages /s", "Made /s", "÷ bare", "Sent again /s", "÷ bare", "From a cache /s", "÷ bare"], rows);
}

/** Addresses made to ask for much: the worst of each size, and what the database does for the first of them at the largest. */
function hostileSection(sizes: readonly SearchSize[]): string {
  const cells = (size: SearchSize) =>
    size.hostile.map(({ params, ms: all, slowestMs, cut, slowest }) => [
      count(size.projects),
      `\`${shorten(decodeURIComponent(String(new URLSearchParams(params)).replaceAll("+", " ")), 110)}\``,
      ms(all),
      ms(slowestMs),
      cut ? "cut" : "",
      slowest === null ? "" : nameOf(slowest),
    ]);
  const plans = (sizes.at(-1)?.hostile ?? []).flatMap(({ params, plan }) =>
    plan.length === 0
      ? []
      : [
          `\`${shorten(String(new URLSearchParams(params)), 150)}\`\n\n\`\`\`\n${plan
            .slice(0, mostLines)
            .map((line) => shorten(line, 180))
            .join("\n")}\n\`\`\``,
        ],
  );
  return `## Hostile addresses\n\nEvery third (at 130,000 projects eleventh, at a million seventeenth) of 240 addresses made to ask for much, each under the statement timeout of ten seconds; beyond it the portal answers with a page that says so. Milliseconds of all statements and of the slowest.\n\n${table(["Projects", "Address", "All ms", "Slowest ms", "", "Slowest"], sizes.flatMap(cells), 2)}\n\n${hostileText}\n\nPlans of the slowest statements of the worst at the largest size:\n\n${plans.join("\n\n")}`;
}

/** Lines of a plan of which the rest says the same again. */
const mostLines = 30;

const shorten = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Lines of a plan, without what a machine's folder or a long list of values would add. */
function planSection({ projects, plans }: SearchSize): string {
  const parts = kinds.map((kind) => {
    const { params, plan } = plans[kind];
    const lines = plan.map((line) => (line.length > 180 ? `${line.slice(0, 177)}…` : line));
    return `### ${kind}: \`${new URLSearchParams(params)}\`\n\n\`\`\`\n${lines.join("\n")}\n\`\`\``;
  });
  return `## Plans at ${count(projects)} projects\n\nOf the statement that takes longest in the middle question of each kind.\n\n${parts.join("\n\n")}`;
}

const explanation = `**Numbers**: the records of a word that is no frequent one are looked up in an index and made into bits; of many records found, the portal counts the values of each (a dozen), half of them at most, some eight nanoseconds a value: most of it is waiting for memory. **Page**: records ranked by their words are looked at one by one, up to 1,000; deep pages pass all records before them in an index. **Likest name**: the trigrams of every name that a filter may mean are compared.`;

const hostileText =
  "What scans a table per request: lists by **findings** (`finding`) and **as of a day** (`au`), whose condition is looked at for every project, once; **phrases** in quotation marks of words that most records hold, and **maps** of searches that find very many records. At 13,000 projects that takes some tenths of a second; at a million some seconds, and what takes more than ten is cut.";

/** The whole report of the search, ready to be committed. */
export function searchReport({ conditions, sizes, minutes }: SearchResults): string {
  const { date, system, processor, cores, memoryBytes, node, postgres } = conditions;
  const machine = `${cores} cores (${processor}), ${(memoryBytes / 2 ** 30).toFixed(0)} GiB, ${system}`;
  const last = sizes.at(-1);
  const parts = [
    "# Benchmarks of the search",
    "Written by `npm run bench -- search`; do not edit. Absolute figures hold for the machine below and what else ran on it; **compare within one run**. How it works: decisions [023](decisions/023-counts-at-scale.md) and [031](decisions/031-counts-in-memory.md).",
    `## Conditions\n\n${table(
      ["", ""],
      [
        ["Date", date],
        ["Machine", machine],
        ["Node, PostgreSQL", `${node}, ${postgres} (embedded, settings of \`npm start\`)`],
        ["Data", sizes.map(({ projects, copied }) => `${count(projects)}${copied ? " (copies)" : ""}`).join(", ")],
        ["Questions", `${sizes[0]?.answers.length ?? 0}, the same at every size, ${kinds.length} kinds`],
        ["Duration", `${minutes.toFixed(0)} minutes`],
      ],
      2,
    )}`,
    `## Aims\n\n${aimsTable(sizes)}`,
    `## Search: milliseconds by number of projects\n\nThe statements of the search itself over one connection: the words as PostgreSQL reads them, the total with all counts of filters, the first 20; for a misspelt word also those of what is looked for instead; and what of the counts is left to the portal, which holds the values of all projects in memory (of the whole line of bits, none kept from the question before). Processor time of PostgreSQL and of the portal's counting, over a connection that keeps what it has read, as those of the portal do, planning included, each the least of three: what the clock says where nothing else runs, whatever else the machine does.\n\n${curve(sizes, searchOf)}`,
    `## All statements of the page\n\nThose, and what a list shows of the 20 records (places, partners, themes, amounts), the names of all values, why each record was found with its words marked, filters that the words may mean, and what to try where nothing is found.\n\n${curve(sizes, sqlOf)}`,
    ...(sizes.some(({ answers }) => pagesOf(answers).length > 0)
      ? [
          `## Page: milliseconds by number of projects\n\nFrom the request to the last byte of the page of the built portal, one request at a time.\n\n${curve(sizes, pagesOf)}`,
        ]
      : []),
    ...(sizes.some(({ speed }) => speed !== null)
      ? [
          `## Page beside a bare Next page\n\nRequests a second over four connections, compressed, servers in turn: search pages that nobody asked for before, seven that were asked for before and that the portal sends again while nothing is written ([decision 027](decisions/027-freshness.md)), a Next page of one paragraph made for each request, and one search repeated before nginx as a cache that keeps what \`Cache-Control\` allows. Medians of three rounds; ratios within a round.\n\n${speeds(sizes)}`,
        ]
      : []),
    `## The slowest questions\n\n${worst(sizes)}\n\n${explanation}`,
    hostileSection(sizes),
    `## Load and size\n\n${table(
      ["Projects", "Loaded in", "Values read in", ...Object.keys(sizes[0]?.bytes ?? {}).map((name) => `\`${name}\` MB`)],
      sizes.map(({ projects, loadMs, readMs, bytes }) => [
        count(projects),
        seconds(loadMs),
        seconds(readMs),
        ...Object.values(bytes).map(megabytes),
      ]),
    )}\n\nEach load adds to the one before; the largest size is made of copies of the rows and bits of the size before, with numbers and days of change of their own. The portal reads the values that it counts after its start; meanwhile PostgreSQL counts.`,
    ...(last ? [planSection(last)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}
