import type { DirectoryResults } from "./directory";
import { median, percentile } from "./figures";
import { count, ms, ratio, table } from "./markdown";
import { machineRows } from "./report-conditions";

/** What is aimed at: time of the server for the directory with any filter, at the 95th percentile, in milliseconds. */
const aim = 50;

const spread = (values: readonly number[]) => [ms(median(values)), ms(percentile(values, 0.95)), ms(Math.max(...values))];

/** The whole report of the directory, ready to be committed. */
export function directoryReport({ conditions, projects, entries, real, filters, bare, minutes }: DirectoryResults): string {
  const all = { first: filters.flatMap(({ first }) => first), again: filters.flatMap(({ again }) => again) };
  const verdict = (values: readonly number[]) => {
    const p95 = percentile(values, 0.95);
    return `${ms(p95)} (aim ${aim}): ${p95 <= aim ? "met" : "**missed**"}`;
  };
  const rows = filters.map(({ filter, first, again }) => [filter, count(first.length), ...spread(first), ...spread(again)]);
  const parts = [
    "# Benchmark of the directory",
    "Written by `npm run bench -- directory`; do not edit. Absolute figures hold for the machine below and what else ran on it; **compare within one run**. How it works: [decision 028](decisions/028-directory-and-relay.md).",
    `## Conditions\n\n${table(
      ["", ""],
      [
        ...machineRows(conditions),
        ["Data", `${count(projects)} projects, ${count(entries)} posts${real ? "" : " (without the real ones)"}`],
        ["Asked for", "every filter that the forms offer, alone, and some words; one after the other, by one visitor, over HTTP"],
        ["Duration", `${minutes.toFixed(0)} minutes`],
      ],
      2,
    )}`,
    `## Aim\n\n${table(
      ["Any filter", "p95, ms", "Median, of that of a bare dynamic Next page"],
      [
        ["for the first time", verdict(all.first), `${ratio(median(all.first) / median(bare))} times`],
        ["again", verdict(all.again), `${ratio(median(all.again) / median(bare))} times`],
      ],
    )}`,
    `## By filter\n\nMilliseconds from the request to the last byte.\n\n${table(
      ["Filter", "Pages", "First: p50", "p95", "Most", "Again: p50", "p95", "Most"],
      [...rows, ["**all**", count(all.first.length), ...spread(all.first), ...spread(all.again)]],
    )}`,
  ];
  return `${parts.join("\n\n")}\n`;
}
