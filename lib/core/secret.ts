import { type DatabaseReader, db } from "./db";

/** What the portal signs, each with a key of its own. */
export type SecretName = "feedback_form" | "citation" | "verification" | "objection";

/** A key of the portal, which all its instances share. */
export async function portalSecret(name: SecretName, database: DatabaseReader = db()): Promise<string> {
  const stored = await database.secret.findUnique({ where: { name } });
  if (stored) return stored.value;
  // Made by whoever needs it first: a fresh database holds no row, so that a backup can be restored into it.
  await database.$executeRaw`INSERT INTO secret (name, value)
    VALUES (${name}, gen_random_uuid()::text || gen_random_uuid()::text) ON CONFLICT DO NOTHING`;
  const { value } = await database.secret.findUniqueOrThrow({ where: { name } });
  return value;
}
