import { entryXml, partFoot, partHead } from "./entry";
import { partsOf, type RecordSection, recordSections, recordsOf } from "./records";
import { contactPages, fixedPages, subjectPages } from "./subjects";

const recordPart = new RegExp(`^(${recordSections.join("|")})-([1-9]\\d{0,5})\\.xml$`);

/** Names of the files that the sitemap is made of: pages without a record, subjects, the directory, and records by ranges of their ids. */
export async function sitemapParts(): Promise<string[]> {
  const numbered = await Promise.all(
    recordSections.map(async (section) => (await partsOf(section)).map((part) => `${section}-${part}.xml`)),
  );
  return ["pages.xml", "subjects.xml", "contacts.xml", ...numbered.flat()];
}

async function* xmlOf(entries: Iterable<Parameters<typeof entryXml>[0]> | AsyncIterable<Parameters<typeof entryXml>[0]>) {
  yield partHead;
  for await (const entry of entries) yield entryXml(entry);
  yield partFoot;
}

/** A file of the sitemap in pieces, read as they are sent: memory does not grow with the records. Null: there is no such file. */
export async function sitemapPart(name: string): Promise<AsyncGenerator<string> | null> {
  const undated = (pages: ReturnType<typeof fixedPages>) => pages.map((targets) => ({ targets, changedOn: null }));
  if (name === "pages.xml") return xmlOf(undated(fixedPages()));
  if (name === "subjects.xml") return xmlOf(undated(await subjectPages()));
  if (name === "contacts.xml") return xmlOf(undated(await contactPages()));
  const [, section, number] = recordPart.exec(name) ?? [];
  if (!section) return null;
  const part = Number(number);
  return (await partsOf(section as RecordSection)).includes(part) ? xmlOf(recordsOf(section as RecordSection, part)) : null;
}
