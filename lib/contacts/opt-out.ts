import { z } from "zod";
import type { Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { portalSecret } from "@/lib/core/secret";

const addressSchema = z.email().max(limits.emailLength);

/**
 * Takes a person out everywhere at once: by the number of one of their rows (c12), whoever has the same name there or the same name and address
 * anywhere; by an address, whoever has it. Their rows keep the function and nothing of the person. What is left is a fingerprint under a
 * key, by which the database empties whatever an import would bring back (migration `verification`). Returns how many rows were
 * emptied; null where the number is nobody's, and the text no address.
 */
export async function optOut(database: Database, who: string): Promise<number | null> {
  const id = Number(/^c(\d{1,9})$/i.exec(who)?.[1] ?? 0);
  const email = addressSchema.safeParse(who).data ?? null;
  return database.$transaction(async (transaction) => {
    if (email === null && (await transaction.contact.count({ where: { id } })) === 0) return null;
    // Without the key there are no fingerprints.
    await portalSecret("objection", transaction);
    await transaction.$executeRaw`
      WITH own AS (
        SELECT f.fingerprint FROM contact c CROSS JOIN LATERAL person_fingerprints(c) AS f
        WHERE lower(c.email) = lower(${email}) OR (c.id = ${id}::int AND (f.kind <> 'address' OR num_nonnulls(c.last_name, c.first_name) = 0))
        UNION SELECT fingerprint FROM person_fingerprints(jsonb_populate_record(NULL::contact, jsonb_build_object('email', ${email}::text)))),
      others AS (
        SELECT f.fingerprint FROM contact c CROSS JOIN LATERAL person_fingerprints(c) AS f
        WHERE f.kind = 'person' AND EXISTS (SELECT FROM person_fingerprints(c) JOIN own USING (fingerprint)))
      INSERT INTO objection (fingerprint) TABLE own UNION TABLE others ON CONFLICT DO NOTHING`;
    // The trigger that keeps imports from bringing them back empties the rows that are there.
    return transaction.$executeRaw`
      UPDATE contact c SET last_name = last_name WHERE EXISTS (SELECT FROM person_fingerprints(c) JOIN objection USING (fingerprint))`;
  });
}
