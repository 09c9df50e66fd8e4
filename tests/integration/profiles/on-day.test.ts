import { afterAll, beforeAll, expect, it } from "vitest";
import type { AsOf } from "@/lib/as-of/params";
import { closeDb, connect } from "@/lib/core/db";
import { historyOf } from "@/lib/history/queries/entries";
import { type DatedSubject, readProfileOn } from "@/lib/profiles/queries/on-day";
import { findSubject } from "@/lib/profiles/queries/subject";
import { correctRecord } from "@/lib/records/correct";
import { countEach } from "@/lib/search/totals";
import { insertRow, singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
const ids: Record<string, string> = {};

const made = "2020-01-01T12:00:00Z";
const changed = "2022-05-01T12:00:00Z";

async function on(kind: "organisation" | "country", name: string, day: string, view: AsOf["view"]) {
  const subject = await findSubject(kind, name);
  if (!subject) throw new Error(`no ${kind} ${name}`);
  return readProfileOn(subject as DatedSubject, { day, view }, "fr");
}

// Thiès was called otherwise until May 2022; the first of its projects ran from 2010 to 2012, of the second nothing is dated.
beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  const partner = { kind_code: "foreign_municipality", country_code: "SN", created_at: made };
  const [thies, fund] = [
    await bench.organisation({ name: "Thiès", website: "https://thies.example", ...partner }),
    await bench.organisation({ name: "Fonds des eaux" }),
  ];
  for (const [name, id] of Object.entries({ thies, fund }))
    ids[name] = await singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE id = $1", [id]);
  const dates = { start_on: "2010-01-01", start_precision: "year", end_on: "2012-01-01", end_precision: "year" };
  for (const values of [dates, {}]) {
    const project = await bench.project({ created_at: made, ...values });
    await bench.take(project, thies, "foreign_partner");
    await bench.place(project, { country_code: "SN" });
    if ("start_on" in values) await bench.fund(project, fund, 2011);
  }
  await insertRow(bench.sql, "revision", {
    entity: "organisation",
    public_id: ids.thies ?? "",
    changed_at: changed,
    actor: "tester",
    changes: JSON.stringify([
      { field: "name", before: "Thies", after: "Thiès" },
      { field: "website", before: null, after: "https://thies.example" },
      { field: "kind", before: "association", after: "foreign_municipality" },
    ]),
  });
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

it("shows an organisation and its projects as their records stood", async () => {
  const before = await on("organisation", `${ids.thies}`, "2021-06-30", "known");
  expect(before.subject).toMatchObject({ names: { fr: "Thies", en: "Thies" }, website: null, type: { code: "association" } });
  expect([before.total, before.projects.length, before.ran]).toEqual([2, 2, null]);
  const after = await on("organisation", `${ids.thies}`, "2022-05-01", "known");
  expect(after.subject).toMatchObject({ names: { fr: "Thiès" }, website: "https://thies.example" });
  const never = await on("organisation", `${ids.thies}`, "2019-12-31", "known");
  expect([never.subject, never.total]).toEqual([null, 0]);
});

it("shows what ran on a day, each number with the search that finds it", async () => {
  for (const [kind, name] of [
    ["country", "SN"],
    ["organisation", `${ids.thies}`],
    // It takes part in nothing, and pays.
    ["organisation", `${ids.fund}`],
  ] as const) {
    const { total, projects, figures, ran, query } = await on(kind, name, "2011-03-01", "active");
    expect([name, total, projects.length]).toEqual([name, 1, 1]);
    expect(figures).toMatchObject({ activities: { active: 1, undated: name === ids.fund ? 0 : 1 } });
    const rows = [...(ran?.actors.partner.rows ?? []), ...[...(ran?.parts.lists.values() ?? [])].flat()];
    const linked = rows.flatMap((row) => (row.query ? [{ projects: row.projects, query: row.query }] : []));
    expect(linked.every((row) => row.query.asOf?.day === query.asOf.day)).toBe(true);
    expect(await countEach(linked.map((row) => row.query))).toEqual(linked.map((row) => row.projects));
  }
  expect((await on("country", "SN", "2013-03-01", "active")).total).toBe(0);
});

it("knows a country by the places that records named then", async () => {
  expect((await on("country", "SN", "2021-06-30", "known")).total).toBe(2);
  expect((await on("country", "SN", "2019-06-30", "known")).total).toBe(0);
});

it("tells what changed in an organisation in the reader's words, without personal data", async () => {
  const client = connect(bench.url);
  await correctRecord(client, `${ids.thies}`, ["acronym=VT", "position=14.79, -16.93", `successor=${ids.fund}`], null);
  await client.$disconnect();
  await insertRow(bench.sql, "revision", {
    entity: "organisation",
    public_id: ids.thies ?? "",
    actor: "Marie Exemple",
    changes: JSON.stringify([{ field: "alias", before: null, after: "Écrire à marie@example.org" }]),
  });
  const record = { id: `${ids.thies}`, createdOn: "2020-01-01" };
  const { total, entries } = await historyOf(record, "en", { page: 1 });
  expect([total, entries.length]).toEqual([4, 4]);
  const told = entries.map(({ changes }) =>
    changes.map((change) => ("after" in change ? `${change.label}: ${change.after}` : change.kind)),
  );
  expect(told.slice(1)).toEqual([
    ["Acronym: VT", "Position: 14.79000 -16.93000", "Became part of: Fonds des eaux"],
    ["Name: Thiès", "Website: https://thies.example", "Type: Foreign municipality"],
    ["created"],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/marie/i);
  expect((await historyOf(record, "fr", { page: 1, until: "2021-01-01" })).entries).toMatchObject([
    { changes: [{ kind: "created" }] },
  ]);
});
