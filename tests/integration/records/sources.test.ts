import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { importOfKind } from "@/lib/import/kinds/registry";
import { mergeRecords } from "@/lib/records/merge";
import { fixture } from "../../fixtures/legacy-page/pages";
import { type Bench, openBench } from "./support";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  return () => bench.close();
});

const plain = { dryRun: false, funding: false };
const twinnings = () =>
  importOfKind("twin-towns", bench.url, [path.resolve("tests/fixtures/twin-towns/list.csv")], { dryRun: false, actor: "tester" });

it("a list of twinnings finds towns that were merged, by another source and by its own", async () => {
  await twinnings();
  await bench.projects("b", "1;Échange;2015;;Poitiers;Stadt Dreieich (Allemagne);Allemagne;;;");
  const id = async (name: string) => (await bench.organisation(name)).publicId;
  await mergeRecords(bench.db, await id("Stadt Dreieich"), await id("Dreieich"), plain);
  await mergeRecords(bench.db, await id("Kiel"), await id("Göttingen (district)"), plain);
  const state = await bench.state();
  expect((await twinnings()).counts).toMatchObject({ created: 0, updated: 0 });
  expect(await bench.state()).toEqual(state);
  // The town has a position now, and the place that the other source derives from it gets it once.
  const row = "1;Échange;2015;;Poitiers;Stadt Dreieich (Allemagne);Allemagne;;;";
  expect((await bench.projects("b", row)).records).toMatchObject({ created: 0, updated: 1 });
  const settled = await bench.state();
  await bench.projects("b", row);
  await twinnings();
  expect(await bench.state()).toEqual(settled);
});

it("a page of the legacy Atlas finds the record that its own was merged into", async () => {
  const page = bench.write("detailProjet-4242.txt", fixture("complete"));
  const first = await bench.run(page);
  const [{ publicId: other }] = (await bench.query<{ publicId: string }>(
    `SELECT public_id AS "publicId" FROM project WHERE legacy_id = 4242`,
  )) as [{ publicId: string }];
  expect(first.counts).toMatchObject({ created: 1 });
  await bench.projects("a", "1;Tout autre titre;;;Poitiers;Ndiaré (Sénégal);Sénégal;;;");
  const keep = await bench.project("Tout autre titre");
  const volunteers = await bench.db.volunteer.count();
  const contacts = await bench.db.contact.count();
  await mergeRecords(bench.db, keep.publicId, other, plain);
  const state = await bench.state();
  expect((await bench.run(page)).counts).toMatchObject({ unchanged: 1, created: 0 });
  await bench.projects("a", "1;Tout autre titre;;;Poitiers;Ndiaré (Sénégal);Sénégal;;;");
  expect(await bench.state()).toEqual(state);
  expect([await bench.db.volunteer.count(), await bench.db.contact.count()]).toEqual([volunteers, contacts]);
  expect(await bench.db.project.findUniqueOrThrow({ where: { id: keep.id } })).toMatchObject({
    legacyId: 4242,
    title: "Tout autre titre",
  });
});
