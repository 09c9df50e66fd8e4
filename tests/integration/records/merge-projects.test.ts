import { beforeAll, describe, expect, it } from "vitest";
import { findLegacyAddress, findRecordAddress } from "@/lib/projects/queries/address";
import { compareRecords, mergeRecords } from "@/lib/records/merge";
import { type Bench, openBench, reasonsOf } from "./support";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  return () => bench.close();
});

const plain = { dryRun: false, funding: false };
const rowA = "1;Eau à Ndiaré;2015;;Poitiers;Ndiaré (Sénégal);Sénégal;EAU;Poitiers; 2016; 100; EUR; budget;";
const quoted = (row: string) => row.replace("Poitiers; 2016; 100; EUR; budget", '"Poitiers; 2016; 100; EUR; budget"');
const rowB =
  '7;Ndiaré, l’eau;2015;2019-05;Poitiers|Arras;Ndiaré (Sénégal);Sénégal|Mali;EAU|SAN;"Arras; 2017; 50; EUR; budget";Un contexte';

describe("merging two projects of two sources", () => {
  it("brings what the kept one lacks, leads the other's address to it, and imports of both find it again", async () => {
    await bench.projects("a", quoted(rowA));
    await bench.projects("b", rowB);
    const [keep, other] = [await bench.project("Eau à Ndiaré"), await bench.project("Ndiaré, l’eau")];
    await bench.db.project.update({ where: { id: other.id }, data: { legacyId: 4711 } });
    await bench.db.volunteer.create({ data: { projectId: other.id, lastName: "Canari" } });
    await bench.db.publicIdRedirect.create({ data: { fromId: "p999999", toId: other.publicId } });
    const partner = await bench.organisation("Ndiaré");
    const { sourceId } = await bench.db.project.findUniqueOrThrow({ where: { id: other.id } });
    const owned = { origin: "manual" as const, sourceId };
    const person = { functionCode: "partner_staff" as const, lastName: "Canari", visibility: "restricted" as const };
    await bench.db.contact.create({ data: { ...owned, ...person, projectId: other.id, organisationId: partner.id } });
    const news = { ...owned, sourceKey: "n", language: "fr", slugFr: "n", slugEn: "n", happenedOn: new Date("2020-01-01") };
    await bench.db.newsItem.create({ data: { ...news, projects: { create: { projectId: other.id } } } });

    const { differences } = await compareRecords(bench.db, keep.publicId, other.publicId);
    expect(differences.map(({ field }) => field)).toEqual(expect.arrayContaining(["title", "end", "context", "organisations"]));
    const untouched = await bench.state();
    const dry = await mergeRecords(bench.db, keep.publicId, other.publicId, { ...plain, dryRun: true });
    expect(await bench.state()).toEqual(untouched);

    const merged = await mergeRecords(bench.db, keep.publicId, other.publicId, plain);
    expect(merged).toEqual(dry);
    expect(merged.moved).toMatchObject({
      texts: 1,
      places: 1,
      organisations: 2,
      themes: 1,
      news: 1,
      contacts: 1,
      volunteers: 1,
      funding: 0,
    });
    const row = await bench.db.project.findUniqueOrThrow({
      where: { id: keep.id },
      include: {
        organisations: true,
        places: true,
        themes: true,
        fundingLines: true,
        texts: true,
        contacts: true,
        volunteers: true,
      },
    });
    expect(row).toMatchObject({ title: "Eau à Ndiaré", legacyId: 4711, endPrecision: "month" });
    const { organisations, places, themes, fundingLines, texts, contacts, volunteers } = row;
    const counts = [organisations, places, themes, fundingLines, texts, contacts, volunteers].map(({ length }) => length);
    // The funder of the other's line took part, too; the line itself was not asked for.
    expect(counts).toEqual([organisations.length, 2, 2, 1, 1, 1, 1]);
    expect(await bench.db.project.count({ where: { id: other.id } })).toBe(0);

    const history = await bench.db.revision.findMany({
      where: { publicId: { in: [keep.publicId, other.publicId] }, actor: "atlas merge" },
    });
    expect(history.map(({ publicId, importRunId }) => [publicId, importRunId])).toEqual([
      [keep.publicId, null],
      [other.publicId, null],
    ]);
    expect(history[0]?.changes).toContainEqual({ field: "merged", before: null, after: other.publicId });
    expect(history[1]?.changes).toContainEqual({ field: "mergedInto", before: null, after: keep.publicId });
    expect(history[1]?.changes).toContainEqual({ field: "title", before: "Ndiaré, l’eau", after: null });
    expect(JSON.stringify(history, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain("Canari");

    expect(await findRecordAddress("p", other.publicId)).toMatchObject({ id: keep.publicId });
    expect(await findRecordAddress("p", "p999999")).toMatchObject({ id: keep.publicId });
    expect(await findLegacyAddress(4711)).toMatchObject({ id: keep.publicId });

    const state = await bench.state();
    const again = [await bench.projects("a", quoted(rowA)), await bench.projects("b", rowB)];
    expect(again.map(({ records }) => records)).toEqual([
      { read: 1, created: 0, updated: 0, unchanged: 1, rejected: 0 },
      { read: 1, created: 0, updated: 0, unchanged: 1, rejected: 0 },
    ]);
    expect(await bench.state()).toEqual(state);
    // What the other source says otherwise is told, and not taken.
    expect(reasonsOf(again[1] as (typeof again)[number])).toContain("merged_source_differs");
  });

  it("takes the other's funding when asked, and leads chains to their end", async () => {
    await bench.projects("a", quoted(rowA), quoted(rowA).replace("1;Eau à Ndiaré", "2;Troisième"));
    const [first, third] = [await bench.project("Eau à Ndiaré"), await bench.project("Troisième")];
    const { moved } = await mergeRecords(bench.db, third.publicId, first.publicId, { dryRun: false, funding: true });
    expect(moved.funding).toBe(1);
    const redirects = await bench.db.publicIdRedirect.findMany();
    expect(new Set(redirects.map(({ toId }) => toId))).toEqual(new Set([third.publicId]));
    expect(redirects).toHaveLength(3);
    expect(await bench.db.projectSourceKey.count({ where: { projectId: third.id } })).toBe(2);
    const state = await bench.state();
    await bench.projects("b", rowB);
    await bench.projects("a", quoted(rowA), quoted(rowA).replace("1;Eau à Ndiaré", "2;Troisième"));
    expect(await bench.state()).toEqual(state);
    await expect(mergeRecords(bench.db, third.publicId, first.publicId, plain)).rejects.toMatchObject({
      context: { message: "records.error.redirected", to: third.publicId },
    });
  });

  it("refuses what is no pair of two records of one kind", async () => {
    const third = await bench.project("Troisième");
    const partner = await bench.organisation("Ndiaré");
    const source = await bench.db.source.findFirstOrThrow();
    const demo = await bench.db.project.create({
      data: { sourceKey: "d", title: "D", language: "fr", slugFr: "d", slugEn: "d", origin: "demo", sourceId: source.id },
    });
    const state = await bench.state();
    for (const [a, b, reason] of [
      [third.publicId, third.publicId, "sameRecord"],
      [third.publicId, partner.publicId, "kindsDiffer"],
      [third.publicId, demo.publicId, "demoWithReal"],
      [third.publicId, "p424242", "idUnknown"],
      [third.publicId, "d1", "idInvalid"],
    ] as const)
      await expect(mergeRecords(bench.db, a, b, plain)).rejects.toMatchObject({
        context: { message: `records.error.${reason}` },
      });
    expect(await bench.state()).toEqual(state);
  });
});
