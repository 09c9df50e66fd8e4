import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect, type Database } from "@/lib/core/db";
import { importOfKind } from "@/lib/import/kinds/registry";
import type { FileReport } from "@/lib/import/report";
import { openPlace, type Place } from "../import/support";

/** A database with the reference data, two sources of projects (`a`, `b`) and one of organisations (`list`). */
export type Bench = Omit<Place, "close"> & {
  db: Database;
  /** Imports rows: id; title; start; end; French partner; foreign partner; countries; themes; funding; context. */
  projects(source: "a" | "b", ...rows: string[]): Promise<FileReport>;
  /** Imports rows: name; kind; country; website; acronym. */
  organisations(...rows: string[]): Promise<FileReport>;
  project(title: string): Promise<{ id: number; publicId: string }>;
  organisation(name: string): Promise<{ id: number; publicId: string }>;
  close(): Promise<void>;
};

const fieldsOf = {
  projects: ["id", "title", "start", "end", "frenchPartners", "foreignPartners", "countries", "themes", "funding", "context"],
  organisations: ["name", "kind", "country", "website", "acronym"],
};

function mapping(code: string, target: keyof typeof fieldsOf): string {
  return JSON.stringify({
    ...{ name: code, target },
    source: { code, nameFr: code, nameEn: code, publisher: code, licence: null, licenceUrl: null, url: null },
    formats: { list: "|" },
    columns: Object.fromEntries(fieldsOf[target].map((field) => [field, { headers: [field] }])),
  });
}

export async function openBench(): Promise<Bench> {
  const place = await openPlace();
  const db = connect(place.url, { poolSize: 2 });
  (globalThis as { atlasDatabase?: Database }).atlasDatabase = db;
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-records-"));
  const write = (name: string, content: string) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const run = async (code: string, target: keyof typeof fieldsOf, rows: string[]) => {
    const options = { dryRun: false, actor: "tester", mapping: write(`${code}.json`, mapping(code, target)) };
    const file = write(`${code}.csv`, [fieldsOf[target].join(";"), ...rows, ""].join("\n"));
    const [report] = (await importOfKind("table", place.url, [file], options)).files;
    if (!report) throw new Error("no report");
    return report;
  };
  return {
    ...place,
    db,
    projects: (source, ...rows) => run(source, "projects", rows),
    organisations: (...rows) => run("list", "organisations", rows),
    project: (title) => db.project.findFirstOrThrow({ where: { title }, select: { id: true, publicId: true } }),
    organisation: (name) => db.organisation.findFirstOrThrow({ where: { name }, select: { id: true, publicId: true } }),
    close: async () => {
      await db.$disconnect();
      await place.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The reasons of a report's lines. */
export function reasonsOf({ lines }: FileReport): string[] {
  return lines.map(({ reason }) => reason);
}
