import { detached } from "@/lib/core/text";
import { NotKept } from "@/lib/import/records/iati/not-kept";
import { decodeXml } from "@/lib/import/sources/iati/decode";
import { childOf } from "@/lib/import/sources/iati/element";
import { parseIati } from "@/lib/import/sources/iati/parse";

/** Reads a made-up IATI file of so many bytes, never on disk, and prints what it took: run as a process of its own. */
const wanted = Number(process.argv[2]);
const narrative = "<narrative>Texte d’essai d’une activité qui n’existe pas, répété. </narrative>".repeat(40);
const transaction = `<transaction><transaction-type code="3"/><transaction-date iso-date="2024-01-01"/><value>12.50</value></transaction>\n`;
const rest = `<title>${narrative}</title>${transaction.repeat(12)}<result type="1">${narrative}</result></iati-activity>\n`;

async function* bytes(): AsyncGenerator<Buffer> {
  yield Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n');
  for (let sent = 0, number = 0; sent < wanted; ) {
    let piece = "";
    while (piece.length < 60_000)
      piece += `<iati-activity xml:lang="fr"><iati-identifier>XX-TEST-${number++}-0001</iati-identifier>${rest}`;
    const chunk = Buffer.from(piece);
    sent += chunk.length;
    yield chunk;
  }
  yield Buffer.from("</iati-activities>\n");
}

const identifiers = new Set<string>();
const notKept = new NotKept();
for await (const { element } of parseIati(decodeXml(bytes()))) {
  identifiers.add(detached(childOf(element, "iati-identifier")?.text ?? ""));
  notKept.addActivity(element);
}
const results = notKept.counts.get("result") ?? 0;
console.log(JSON.stringify({ activities: identifiers.size, results, megabytes: process.resourceUsage().maxRSS / 1024 }));
