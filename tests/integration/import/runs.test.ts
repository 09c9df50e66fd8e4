import { afterAll, beforeAll, expect, it } from "vitest";
import { legacyPages } from "@/lib/import/kinds/legacy-page";
import { importReportSchema } from "@/lib/import/report";
import { importFiles } from "@/lib/import/run";
import { changed, fixture } from "../../fixtures/legacy-page/pages";
import { cloneDatabase } from "../../support/database";
import { openPlace, type Place } from "./support";

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

const pages = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    place.write(
      `detailProjet-${first + index}.txt`,
      changed(fixture("complete"), "Des puits pour les écoles de Fictiville", `Projet ${first + index}`),
    ),
  );

it("says in a dry run what an import then does, and writes nothing", async () => {
  const files = pages(100, 3);
  const before = await place.state();
  const foreseen = await place.dryRun(...files);
  expect(await place.state()).toEqual(before);
  expect(foreseen).toMatchObject({ dryRun: true, counts: { created: 3 } });
  expect((await place.run(...files)).counts).toEqual(foreseen.counts);
});

it("creates each organisation, post and contact once for many pages", async () => {
  await place.run(...pages(100, 8));
  const counts = await place.query(`SELECT (SELECT count(*) FROM organisation WHERE origin = 'imported')::int AS organisations,
    (SELECT count(*) FROM diplomatic_post)::int AS posts, (SELECT count(*) FROM contact WHERE post_id IS NOT NULL)::int AS agents,
    (SELECT count(*) FROM project)::int AS projects`);
  expect(counts).toEqual([{ organisations: 3, posts: 1, agents: 2, projects: 8 }]);
});

it("takes turns with another import", async () => {
  const reports = await Promise.all([place.run(...pages(200, 6)), place.run(...pages(203, 6)), place.run(...pages(300, 4))]);
  expect(reports.flatMap(({ files }) => files).filter(({ status }) => status === "rejected")).toEqual([]);
  expect(await place.query("SELECT name FROM organisation WHERE origin = 'imported' GROUP BY name HAVING count(*) > 1")).toEqual(
    [],
  );
  expect(await place.query("SELECT count(*)::int AS projects FROM project WHERE legacy_id >= 200")).toEqual([{ projects: 13 }]);
});

it("records each run with its report, and no person in it", async () => {
  const runs = await place.query<{ report: unknown; status: string; kind: string; actor: string; files: string }>(
    "SELECT report, status, kind, actor, file_name AS files FROM import_run",
  );
  for (const { report, ...run } of runs) {
    expect(run).toMatchObject({ status: "done", kind: "legacy-page", actor: "tester" });
    expect(importReportSchema.parse(report).files).toHaveLength(1);
    expect(JSON.stringify(report)).not.toMatch(/Modèle|EXEMPLE|SPÉCIMEN|Témoin|@example/);
  }
});

it("tells of a post whose contact changed, and keeps both", async () => {
  const text = changed(fixture("complete"), "Aimée SPÉCIMEN", "Barnabé PROTOTYPE");
  const report = await place.importPage("detailProjet-400.txt", text);
  expect(report.lines.map(({ reason }) => reason)).toContain("post_contact_differs");
  expect(await place.query("SELECT count(*)::int AS agents FROM contact WHERE post_id IS NOT NULL")).toEqual([{ agents: 3 }]);
  expect(JSON.stringify(report)).not.toContain("PROTOTYPE");
});

it("is refused as a whole when the database refuses a part", async () => {
  await place.query("ALTER TABLE volunteer ADD CONSTRAINT refuses CHECK (last_name NOT LIKE 'Témoin%') NOT VALID");
  const before = await place.state();
  const [report] = (await place.run(...pages(500, 1))).files;
  expect(report).toMatchObject({ status: "rejected", lines: [{ reason: "refused_by_database" }] });
  expect(await place.state()).toEqual(before);
  await place.query("ALTER TABLE volunteer DROP CONSTRAINT refuses");
  expect((await place.run(...pages(500, 1))).counts).toMatchObject({ created: 1 });
});

it("cannot run without reference data or without a database", async () => {
  const empty = await cloneDatabase("template_migrated");
  const file = place.write("detailProjet-600.txt", fixture("complete"));
  const run = (url: string) => importFiles(url, legacyPages, [file], { dryRun: false, actor: "tester" });
  await expect(run(empty.url)).rejects.toMatchObject({ code: "invalid_input" });
  await empty.drop();
  await expect(run("postgresql://nobody@127.0.0.1:9/none")).rejects.toThrow();
});
