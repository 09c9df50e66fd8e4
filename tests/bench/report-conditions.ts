import type { Conditions } from "./conditions";

/** Day, machine and versions of a run, as rows of a table. */
export function machineRows({ date, system, processor, cores, memoryBytes, node, postgres }: Conditions): string[][] {
  return [
    ["Date", date],
    ["Machine", `${cores} cores (${processor}), ${(memoryBytes / 2 ** 30).toFixed(0)} GiB, ${system}`],
    ["Node, PostgreSQL", `${node}, ${postgres} (embedded, settings of \`npm start\`)`],
  ];
}
