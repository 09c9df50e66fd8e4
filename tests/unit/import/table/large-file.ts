import { createWriteStream } from "node:fs";
import { readCsv } from "@/lib/import/sources/table/csv";

// Run as a process of its own by large.test.ts: writes a CSV of the given size, reads it, and says how much memory that took.
const [file = "", megabytes = "1"] = process.argv.slice(2);
const size = Number(megabytes) * 1024 * 1024;

const out = createWriteStream(file);
out.write(Buffer.from("identifiant;bénéficiaire;objet;montant\r\n", "latin1"));
const block = Buffer.from(
  Array.from(
    { length: 200 },
    (_, i) => `${i};Société n°${i};"Aide à l’équipement
de la commune";${i}00,50\r\n`,
  )
    .join("")
    .replaceAll("’", "'"),
  "latin1",
);
let rows = 0;
for (let written = 0; written < size; written += block.length, rows += 200)
  if (!out.write(block)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
await new Promise<void>((resolve) => out.end(() => resolve()));

let read = 0;
let peak = 0;
for await (const { cells } of readCsv(file, { tell: () => {} })) {
  if (cells.get("objet") === "Aide à l'équipement\nde la commune") read++;
  if (read % 20_000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
process.stdout.write(JSON.stringify({ rows, read, peakMegabytes: Math.round(peak / 1024 / 1024) }));
