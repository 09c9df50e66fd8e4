import { spread } from "./cold";
import { medianRatio, medianSpeed, type Speed } from "./figures";
import { count, kilobytes, megabytes, ms, ratio, table } from "./markdown";
import type { PageType } from "./pages";
import type { Results, SizeResult } from "./results";
import type { WarmPage } from "./warm";

/** Names of page types in tables. */
function pageName(page: PageType, { lists }: SizeResult): string {
  const names = {
    home: "home",
    list: "list, first page",
    "list-deep": `list, page ${count(lists.deepPage)}`,
    "list-country": `list, one country (${count(lists.countryProjects)} projects)`,
    project: "project",
  } as const;
  return names[page];
}

const three = ({ requestsPerSecond, p50, p99 }: Speed) => [count(requestsPerSecond), ms(p50), ms(p99)];
const nothing = ["–", "–", "–"];

function warmTable(size: SizeResult, pages: readonly WarmPage[]): string {
  const head = [
    "Page",
    "Answer kB",
    "Portal /s",
    "p50 ms",
    "p99 ms",
    "nginx /s",
    "p50 ms",
    "p99 ms",
    "Bare /s",
    "p50 ms",
    "p99 ms",
  ];
  return table(
    head,
    pages.map(({ page, bytes, portal, nginx, bare }) => [
      pageName(page, size),
      kilobytes(bytes),
      ...three(medianSpeed(portal)),
      ...(nginx.length > 0 ? three(medianSpeed(nginx)) : nothing),
      ...three(medianSpeed(bare)),
    ]),
  );
}

function ratioTable(size: SizeResult, pages: readonly WarmPage[]): string {
  const head = ["Portal compared", "/s ÷ nginx", "p50 ÷ nginx", "p99 ÷ nginx", "/s ÷ bare", "p50 ÷ bare", "p99 ÷ bare"];
  const figures = ["requestsPerSecond", "p50", "p99"] as const;
  return table(
    head,
    pages.map(({ page, portal, nginx, bare }) => [
      pageName(page, size),
      ...[nginx, bare].flatMap((others) => figures.map((figure) => ratio(medianRatio(portal, others, figure)))),
    ]),
  );
}

function coldTables(size: SizeResult): string {
  const first = table(
    ["First request of a process", "Portal ms", "Bare ms", "Portal ÷ bare", "Portal ready ms", "Bare ready ms"],
    size.firstPages.map(({ page, portalMs, bareMs, portalReadyMs, bareReadyMs }) => [
      pageName(page, size),
      ms(portalMs),
      ms(bareMs),
      ratio(portalMs / bareMs),
      ms(portalReadyMs),
      ms(bareReadyMs),
    ]),
  );
  const misses = table(
    ["Record pages, each for the first time", "Portal /s", "p50 ms", "p99 ms", "Bare /s", "p50 ms", "p99 ms", "p50 ÷ bare"],
    size.cold.misses.map(({ atOnce, portal, bare }) => [
      atOnce === 1 ? "one after the other" : `${atOnce} at once`,
      ...three(portal),
      ...three(bare),
      ratio(portal.p50 / bare.p50),
    ]),
  );
  const { median, p99, largest } = spread(size.cold.bytes);
  const html = `HTML of these ${count(size.cold.bytes.length)} record pages, gzip: median ${kilobytes(median)} kB, p99 ${kilobytes(p99)} kB, largest ${kilobytes(largest)} kB.`;
  return [first, misses, html].join("\n\n");
}

function sqlTable({ sql }: SizeResult): string {
  return table(
    ["Read", "Statements", "All ms", "Slowest ms"],
    sql.map(({ read, statements, totalMs, slowestMs }) => [read, count(statements), ms(totalMs), ms(slowestMs)]),
  );
}

/** All tables of one data size. */
export function sizeSection(results: Results, size: SizeResult): string {
  const { memory, ceiling } = size.warm;
  const parts = [
    `## ${count(size.demo.projects)} projects`,
    `### Warm: ${results.plan.connections} connections`,
    "Compressed (`Accept-Encoding: gzip`), as browsers ask.",
    ...both(size, "gzip"),
  ];
  if (size.warm.pages.some(({ encoding }) => encoding === "identity"))
    parts.push("Not compressed: what is left when a proxy in front of the portal compresses.", ...both(size, "identity"));
  if (ceiling)
    parts.push(
      `The load generator itself reaches ${count(ceiling.requestsPerSecond)} requests/s (nginx answering with nothing): nginx's figures near that are the generator's, not nginx's.`,
    );
  parts.push(
    `Memory in use after this load: portal ${megabytes(memory.portal)} MB, bare Next ${megabytes(memory.bare)} MB, nginx ${megabytes(memory.nginx)} MB.`,
    "### Cold",
    coldTables(size),
    "### SQL",
    "`EXPLAIN ANALYZE` of the very statements that the portal sends (planning and execution), median of each.",
    sqlTable(size),
  );
  return parts.join("\n\n");
}

function both(size: SizeResult, encoding: "gzip" | "identity"): string[] {
  const pages = size.warm.pages.filter((page) => page.encoding === encoding);
  return [warmTable(size, pages), ratioTable(size, pages)];
}
