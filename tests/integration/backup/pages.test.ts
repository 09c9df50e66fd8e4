import { openSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { openBackup } from "@/lib/backup/read";
import { restoreBackup } from "@/lib/backup/restore";
import { writeBackup } from "@/lib/backup/write";
import { ensureBuilt } from "@/lib/launcher/build";
import { startServer } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { onDatabase, openStage } from "./support";

const stage = openStage();
afterAll(() => stage.close());

/** What the built portal answers for the addresses when it serves a database. */
async function answers(
  databaseUrl: string,
  addresses: readonly string[],
): Promise<Map<string, { status: number; body: string }>> {
  const server = await startServer({
    host: "127.0.0.1",
    port: await freePort(),
    databaseUrl,
    publicUrl: "https://atlas.example.org",
    output: openSync(stage.file("server.log"), "a"),
  });
  const found = new Map<string, { status: number; body: string }>();
  try {
    for (const address of addresses) {
      const answer = await fetch(server.url + address, { redirect: "manual" });
      found.set(address, { status: answer.status, body: await answer.text() });
    }
  } finally {
    await server.stop();
  }
  return found;
}

it("the portal serves the same bytes from a restored database", async () => {
  await ensureBuilt();
  const source = await stage.filled(60);
  // The first page with figures makes the key that citations are signed by: a backup holds it from then on.
  await answers(source, ["/fr/projets"]);
  await writeBackup(source, stage.file("pages.tar.gz"));
  const restored = await stage.empty();
  await restoreBackup(restored, await openBackup(stage.file("pages.tar.gz")));
  const { rows } = await onDatabase(source, (client) =>
    client.query<{ id: string; fr: string; en: string }>(
      "SELECT public_id AS id, slug_fr AS fr, slug_en AS en FROM project WHERE origin <> 'demo' OR id % 10 = 0 ORDER BY id",
    ),
  );
  const news = await onDatabase(source, (client) =>
    client.query<{ id: string; fr: string }>("SELECT public_id AS id, slug_fr AS fr FROM news_item ORDER BY id LIMIT 3"),
  );
  const addresses = [
    ...["/fr", "/en", "/fr/projets", "/en/projects", "/fr/projets?page=2", "/fr/a-propos"],
    ...rows.flatMap(({ id, fr, en }) => [`/fr/projets/${id}-${fr}`, `/en/projects/${id}-${en}`, `/api/v1/projects/${id}`]),
    ...news.rows.map(({ id, fr }) => `/fr/actualites/${id}-${fr}`),
  ];
  const before = await answers(source, addresses);
  const after = await answers(restored, addresses);
  for (const { id, fr } of rows) expect(before.get(`/fr/projets/${id}-${fr}`)?.status).toBe(200);
  expect(addresses.filter((address) => after.get(address)?.status !== before.get(address)?.status)).toEqual([]);
  expect(addresses.filter((address) => after.get(address)?.body !== before.get(address)?.body)).toEqual([]);
});
