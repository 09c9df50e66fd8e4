import { beforeAll, describe, expect, it } from "vitest";
import { mergeRecords } from "@/lib/records/merge";
import { type Bench, openBench } from "./support";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  return () => bench.close();
});

const plain = { dryRun: false, funding: false };
const first =
  '1;Écoles;2015;;Poitiers;Ville de Ndiaré (Sénégal)|Commune Ndiaré (Sénégal);Sénégal;;"Club des amis; 2016; 100; EUR; budget";';
const second = '2;Puits;2016;;Arras;Commune Ndiaré (Sénégal);Sénégal;;"Association Club; 2017; 50; EUR; budget";';

describe("merging two organisations", () => {
  it("moves everything that points to the other, and imports that name it find the one that is kept", async () => {
    await bench.projects("a", first);
    await bench.projects("b", second);
    const [keep, other] = [await bench.organisation("Ville de Ndiaré"), await bench.organisation("Commune Ndiaré")];
    expect(keep.id).not.toBe(other.id);
    const { sourceId } = await bench.db.organisation.findUniqueOrThrow({ where: { id: other.id } });
    await bench.db.organisationCode.create({ data: { scheme: "wikidata", code: "Q42", organisationId: other.id } });
    await bench.db.organisation.update({ where: { id: other.id }, data: { website: "https://exemple.sn" } });
    const news = {
      sourceKey: "n",
      language: "fr",
      slugFr: "n",
      slugEn: "n",
      happenedOn: new Date("2020-01-01"),
      origin: "manual" as const,
      sourceId,
    };
    const parties = { create: { organisationId: other.id, position: 0 } };
    const agreement = { create: { kind: "agreement", relatedAction: true, parties } };
    const roles = { create: [keep, other].map(({ id }) => ({ organisationId: id, role: "signatory" as const })) };
    await bench.db.newsItem.create({ data: { ...news, organisations: roles, agreements: agreement } });
    const contact = { functionCode: "other" as const, visibility: "restricted" as const, origin: "manual" as const, sourceId };
    await bench.db.contact.create({ data: { ...contact, organisationId: other.id } });

    const merged = await mergeRecords(bench.db, keep.publicId, other.publicId, plain);
    expect(merged.changes).toContainEqual({ field: "wikidata", before: null, after: "Q42" });
    expect(merged.changes).toContainEqual({ field: "website", before: null, after: "https://exemple.sn" });
    const row = await bench.db.organisation.findUniqueOrThrow({
      where: { id: keep.id },
      include: { aliases: true, projects: true, news: true, agreements: true, contacts: true, codes: true },
    });
    expect(row.aliases.map(({ name }) => name)).toContain("Commune Ndiaré");
    expect([row.projects, row.news, row.agreements, row.contacts, row.codes].map(({ length }) => length)).toEqual([
      2, 1, 1, 1, 1,
    ]);
    expect(await bench.db.organisation.count({ where: { id: other.id } })).toBe(0);
    expect(await bench.db.publicIdRedirect.findUnique({ where: { fromId: other.publicId } })).toMatchObject({
      toId: keep.publicId,
    });

    // What an import doubted of the other is settled: the first import after says so, and changes no fact.
    const revisions = await bench.db.revision.count();
    const organisations = await bench.db.organisation.count();
    for (const _ of [1, 2]) {
      await bench.projects("a", first);
      await bench.projects("b", second);
    }
    expect([await bench.db.revision.count(), await bench.db.organisation.count()]).toEqual([revisions, organisations]);
    const state = await bench.state();
    const again = [await bench.projects("a", first), await bench.projects("b", second)];
    expect(again.map(({ records }) => records.unchanged)).toEqual([1, 1]);
    expect(await bench.state()).toEqual(state);
  });

  it("finds the kept one where the other had no country", async () => {
    const [keep, other] = [await bench.organisation("Ville de Ndiaré"), await bench.organisation("Association Club")];
    expect(await bench.db.organisation.findUnique({ where: { id: other.id } })).toMatchObject({ countryCode: null });
    await mergeRecords(bench.db, keep.publicId, other.publicId, plain);
    const count = await bench.db.organisation.count();
    const revisions = await bench.db.revision.count();
    await bench.projects("b", second);
    expect([await bench.db.organisation.count(), await bench.db.revision.count()]).toEqual([count, revisions]);
    const line = await bench.db.fundingLine.findFirstOrThrow({ where: { project: { title: "Puits" } } });
    expect(line.funderId).toBe(keep.id);
  });

  it("refuses two bodies that are surely two", async () => {
    const [poitiers, arras] = [await bench.organisation("Poitiers"), await bench.organisation("Arras")];
    const [town, club] = [await bench.organisation("Ville de Ndiaré"), await bench.organisation("Club des amis")];
    const state = await bench.state();
    const reject = async (keep: string, other: string, reason: string) =>
      expect(mergeRecords(bench.db, keep, other, plain)).rejects.toMatchObject({
        context: { message: `records.error.${reason}` },
      });
    await reject(poitiers.publicId, arras.publicId, "referenceMerged");
    await reject(town.publicId, poitiers.publicId, "referenceMerged");
    await reject(poitiers.publicId, town.publicId, "countriesDiffer");
    expect(await bench.state()).toEqual(state);
    await bench.db.organisation.update({ where: { id: club.id }, data: { successorId: town.id } });
    await reject(town.publicId, club.publicId, "successorOfOther");
    await reject(club.publicId, town.publicId, "successorOfOther");
    await bench.db.organisation.update({ where: { id: club.id }, data: { successorId: null } });
    const codes = ["732829320", "552100554"];
    await bench.db.organisationCode.createMany({
      data: [town, club].map(({ id }, at) => ({ scheme: "siren" as const, code: codes[at] ?? "", organisationId: id })),
    });
    await reject(town.publicId, club.publicId, "sirensDiffer");
    await bench.db.organisationCode.deleteMany({ where: { code: { in: codes } } });
  });

  it("a merge whose last step fails leaves everything as before", async () => {
    const [keep, other] = [await bench.organisation("Ville de Ndiaré"), await bench.organisation("Club des amis")];
    await bench.query(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`,
    );
    await bench.query("CREATE TRIGGER fail AFTER INSERT ON public_id_redirect FOR EACH ROW EXECUTE FUNCTION fail()");
    const state = await bench.state();
    await expect(mergeRecords(bench.db, keep.publicId, other.publicId, plain)).rejects.toThrow();
    expect(await bench.state()).toEqual(state);
    await bench.query("DROP TRIGGER fail ON public_id_redirect");
    await mergeRecords(bench.db, keep.publicId, other.publicId, plain);
  });
});
