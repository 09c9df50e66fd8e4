import { type Aim, aimCells, judge, missedLine } from "./aims";
import { importsSection } from "./imports";
import { count, kilobytes, seconds, table } from "./markdown";
import { sizeSection } from "./report-speed";
import type { Results } from "./results";
import type { Weight } from "./weights";

/** The whole report, ready to be committed. */
export function report(results: Results): string {
  const parts = [
    "# Benchmarks",
    "Written by `npm run bench`; do not edit. Absolute figures hold for the machine below only; **ratios within one run** are what to compare.",
    conditionsSection(results),
    aimsSection(judge(results)),
    weightSection(results),
    timesSection(results),
    importsSection(results.lists, results.conditions),
    ...results.sizes.map((size) => sizeSection(results, size)),
    readingSection(),
    methodSection(results),
  ];
  return `${parts.join("\n\n")}\n`;
}

function conditionsSection({ conditions, minutes, sizes }: Results): string {
  const { date, system, processor, cores, memoryBytes, node, next, postgres, nginx } = conditions;
  const projects = sizes.map(({ demo }) => count(demo.projects)).join(" and ");
  const rows = [
    ["Date", date],
    ["Machine", `${cores} cores (${processor}), ${(memoryBytes / 2 ** 30).toFixed(0)} GiB, ${system}`],
    ["Node", node],
    ["Next", `${next}, standalone server, one process, log level \`info\` to nowhere`],
    ["PostgreSQL", `${postgres}, embedded, settings of \`npm start\`, on the same machine`],
    ["nginx", nginx ? `${nginx}, one worker` : "not installed: its columns are empty"],
    ["Data", `all reference data; ${projects} projects`],
    ["Duration of the run", `${minutes.toFixed(0)} minutes`],
  ];
  return `## Conditions\n\n${table(["", ""], rows, 2)}`;
}

function aimsSection(aims: readonly Aim[]): string {
  const missed = aims.filter(({ met }) => !met).map(missedLine);
  const aimTable = table(["Aim", "Measured", ""], aims.map(aimCells), 3);
  return ["## Aims", aimTable, ...(missed.length > 0 ? missed : ["Nothing was missed."])].join("\n\n");
}

function weightRow({ page, locale, html, script, style, requests, fonts, thirdParty }: Weight, bare: Weight): string[] {
  const more = script.gzip - bare.script.gzip;
  return [
    page,
    locale ?? "–",
    kilobytes(html.raw),
    kilobytes(html.gzip),
    kilobytes(script.raw),
    kilobytes(script.gzip),
    `${more < 0 ? "−" : "+"}${kilobytes(Math.abs(more))}`,
    kilobytes(style.gzip),
    count(requests),
    fonts ? `${count(fonts.count)} (${kilobytes(fonts.bytes)})` : "–",
    count(thirdParty),
  ];
}

function weightSection({ weights, bareWeight }: Results): string {
  const head = [
    "Page",
    "Language",
    "HTML",
    "gzip",
    "JS",
    "gzip",
    "JS gzip − bare",
    "CSS gzip",
    "Requests",
    "Fonts",
    "Third party",
  ];
  return [
    "## Bytes",
    "kB (1,000 bytes) of each page type and language; projects are the ones with the longest texts. Requests, fonts and third parties as a browser (Chromium) makes them with an empty cache; a dash means that none was installed.",
    table(
      head,
      [...weights, bareWeight].map((weight) => weightRow(weight, bareWeight)),
    ),
  ].join("\n\n");
}

function timesSection({ start, reference, imported, sizes }: Results): string {
  const rows = [
    ...(start
      ? [
          ["`npm start`, first (fresh copy, packages installed) to the first page", seconds(start.firstMs)],
          ["`npm start`, second, to the first page", seconds(start.secondMs)],
        ]
      : []),
    ["migrations of an empty database", seconds(reference.migrateMs)],
    [`reference load, first (${count(reference.rows)} rows)`, seconds(reference.firstMs)],
    ["reference load, second (nothing to change)", seconds(reference.secondMs)],
    ...sizes.map(({ demo }) => [`demo load, ${count(demo.projects)} projects`, seconds(demo.ms)]),
    [`import of ${count(imported.pages)} legacy pages (${kilobytes(imported.bytesPerPage)} kB each)`, seconds(imported.firstMs)],
    ["the same import again (nothing to change)", seconds(imported.secondMs)],
  ];
  return ["## Times of commands", table(["", "Time"], rows)].join("\n\n");
}

/** What the design of the portal makes of the ratios; holds whatever the figures are. */
function readingSection(): string {
  return [
    "## Reading the ratios",
    "- **Kept pages** (home, project): the difference from nginx is Node against a file server, plus one small query per project page, which decides whether its address is the canonical one; the difference from the bare page is mostly that the portal's pages are larger and are compressed anew for each answer. A proxy that compresses and keeps pages for their 60 seconds (`s-maxage`) removes both.",
    "- **Lists** are made for each request, because they depend on parameters: nearly all of their time is rendering, not SQL (see the tables of statements). The same proxy answers them at nginx's speed for the 60 seconds that `Cache-Control` allows; without it, fewer links and formatters per card are what shortens them.",
    "- **Cold** pages pay for their queries, the rendering and, in a new process, for loading their code.",
  ].join("\n");
}

function methodSection({ plan }: Results): string {
  return [
    "## Method",
    "- **nginx** serves the very same bytes and headers as files, with the same compression (zlib level 6, on the fly); checked byte by byte. **Bare** is an empty Next app at the same version: kept for 60 seconds where it is compared with home and project, made for each request where it is compared with lists.",
    `- Warm: the three take turns (portal, nginx, bare, portal …), rounds: ${plan.rounds}, of ${plan.secondsPerTurn} s each after 1 s to settle, ${plan.connections} connections, one server at a time under load. Figures are medians of the rounds, ratios are medians of the ratios within a round. Project: ${plan.warmProjects} records in turn. Kept pages are renewed in the background every 60 s meanwhile, as in service.`,
    `- Cold: a server started anew with no page kept answers its first request (servers started: ${plan.freshStarts}; median); then ${plan.coldPages} record pages nobody asked for before, in blocks that alternate with the bare page.`,
    "- The load generator (autocannon, one Node process), the server and PostgreSQL share the machine's cores. Percentiles are of all answers. Any answer that is not 2xx ends the run with an error.",
    "- Demo records come from `demo load`; legacy pages are written by the benchmark and speak of invented places only. Loopback only; databases, servers and files are removed at the end.",
  ].join("\n");
}
