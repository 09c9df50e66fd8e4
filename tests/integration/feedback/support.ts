import { connect, type Database } from "@/lib/core/db";
import { formSecret } from "@/lib/feedback/queries";
import { emptyForm, type FormValues } from "@/lib/feedback/schema";
import { type SubmitResult, submitReport } from "@/lib/feedback/submit";
import { issueToken } from "@/lib/feedback/token";
import { cloneDatabase } from "../../support/database";

/** A migrated database that `db()` gives, with one project and one organisation. */
export type Desk = { url: string; database: Database; project: string; organisation: string; close(): Promise<void> };

export async function openDesk(): Promise<Desk> {
  const clone = await cloneDatabase();
  const database = connect(clone.url);
  (globalThis as { atlasDatabase?: Database }).atlasDatabase = database;
  const source = { code: "test", nameFr: "Essai", nameEn: "Test", publisher: "Atlas" };
  const { id: sourceId } = await database.source.create({ data: source });
  const owned = { origin: "manual" as const, sourceId };
  const project = await database.project.create({
    data: { ...owned, sourceKey: "one", title: "Eau et assainissement", language: "fr", slugFr: "eau", slugEn: "eau" },
  });
  await database.organisationKind.create({
    data: { code: "association", labelFr: "Association", labelEn: "Association", position: 1, isAuthority: false, sourceId },
  });
  const organisation = await database.organisation.create({
    data: { ...owned, kindCode: "association", name: "Les Amis", slug: "les-amis" },
  });
  const close = async () => {
    await database.$disconnect();
    await clone.drop();
  };
  return { url: clone.url, database, project: project.publicId, organisation: organisation.publicId, close };
}

let clients = 0;

/** Sends the form about a record ten seconds after it was made, each time from another client unless one is given. */
export async function send(
  publicId: string,
  change: Partial<FormValues> = {},
  options: { client?: string; now?: Date } = {},
): Promise<SubmitResult> {
  clients += 1;
  const now = options.now ?? new Date();
  const token = issueToken(await formSecret(), publicId, new Date(now.getTime() - 10_000));
  const values = { ...emptyForm, kind: "error", text: "La date de fin est fausse.", token, ...change };
  return submitReport({ publicId, locale: "fr", values, client: options.client ?? `198.51.100.${clients}`, now });
}

/** Sends a form that must be accepted. */
export async function accepted(...given: Parameters<typeof send>): Promise<string> {
  const result = await send(...given);
  if (!("number" in result)) throw new Error(`refused: ${JSON.stringify(result.problems)}`);
  return result.number;
}
