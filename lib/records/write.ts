import { sqlOf, updateRows } from "@/lib/core/bulk";
import type { DatabaseReader } from "@/lib/core/db";
import type { ProjectTextField } from "@/lib/core/prisma-client/enums";
import { normaliseName, slugify } from "@/lib/core/text";
import { type Change, columnsOfFacts, type PublicFacts } from "@/lib/import/apply/facts";
import { textFields } from "./fields";
import type { KnownRecord } from "./record";
import { refusal } from "./refusal";

type Write = (db: DatabaseReader, record: KnownRecord, facts: PublicFacts, changes: readonly Change[]) => Promise<void>;

const texts: ReadonlySet<string> = new Set(textFields);

/** Writes corrected facts of a project. */
export const writeProject: Write = async (db, { id }, facts, changes) => {
  const wanted = { ...facts, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) };
  for (const { field, after } of changes) {
    const [name = "", language] = field.split(".");
    if (language === undefined && !texts.has(name)) continue;
    if (language === facts.language) throw refusal("translationOfOriginal", { field, original: name });
    const key = { projectId: id, field: name as ProjectTextField, language: language ?? String(facts.language) };
    await db.projectText.deleteMany({ where: key });
    const status = language === undefined ? ("original" as const) : ("human" as const);
    if (typeof after === "string") await db.projectText.create({ data: { ...key, body: after, status } });
  }
  await updateRows(sqlOf(db), "project", [{ id, ...columnsOfFacts(wanted), updated_at: new Date() }]);
};

const columns: Readonly<Record<string, string>> = {
  name: "name",
  nameEn: "name_en",
  acronym: "acronym",
  kind: "kind_code",
  website: "website",
  country: "country_code",
  subdivision: "subdivision_code",
};

type Position = { latitude: string; longitude: string; precision: string };

/** Writes corrected facts of an organisation. A former name stays an alias: sources go on using it. */
export const writeOrganisation: Write = async (db, { id }, facts, changes) => {
  const row: Record<string, unknown> = { id, updated_at: new Date() };
  for (const { field, after } of changes) {
    const column = columns[field];
    if (column) row[column] = after;
    if (field === "name") row.slug = slugify(String(after));
    if (field === "successor") row.successor_id = await idOf(db, after as string | null);
    if (field === "position") {
      const { latitude, longitude, precision } = (after ?? {}) as Partial<Position>;
      Object.assign(row, { latitude: latitude ?? null, longitude: longitude ?? null, coordinate_precision: precision ?? null });
    }
  }
  await updateRows(sqlOf(db), "organisation", [row]);
  const name = changes.find(({ field }) => field === "name");
  if (!name) return;
  const aliases = [facts.name, name.after]
    .map(String)
    .map((each) => ({ organisationId: id, name: each, normalised: normaliseName(each) }));
  await db.organisationAlias.createMany({ data: aliases, skipDuplicates: true });
};

async function idOf(db: DatabaseReader, publicId: string | null): Promise<number | null> {
  if (publicId === null) return null;
  return (await db.organisation.findUniqueOrThrow({ where: { publicId }, select: { id: true } })).id;
}
