import { beforeAll, describe, expect, it } from "vitest";
import { correctRecord } from "@/lib/records/correct";
import { dismissPair, listDuplicates } from "@/lib/records/duplicates";
import { loadReference } from "@/lib/reference/load";
import { type Bench, openBench, reasonsOf } from "./support";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  return () => bench.close();
});

const row = (start: string) => `1;Eau à Ndiaré;${start};2018;Poitiers;Ndiaré (Sénégal);Sénégal;EAU;;Un contexte`;
const correct = (id: string, ...assignments: string[]) => correctRecord(bench.db, id, assignments, null);
const refused = (reason: string) => ({ context: { message: `records.error.${reason}` } });

describe("correcting a project", () => {
  it("keeps what a person set against later imports, and says so", async () => {
    await bench.projects("a", row("2015"));
    const { id, publicId } = await bench.project("Eau à Ndiaré");
    const { changes } = await correctRecord(
      bench.db,
      publicId,
      ["end=2019-05", "title=L’eau de Ndiaré", "context=", "evaluation=oui", "title.en=The water of Ndiaré", "form=twinning"],
      "délibération du 3 mai 2019",
    );
    expect(changes).toContainEqual({ field: "end", before: "2018", after: "2019-05" });
    expect(changes).toContainEqual({ field: "context", before: "Un contexte", after: null });
    const stored = await bench.db.project.findUniqueOrThrow({ where: { id }, include: { texts: true } });
    expect(stored).toMatchObject({
      endPrecision: "month",
      slugFr: "l-eau-de-ndiare",
      slugEn: "the-water-of-ndiare",
      evaluation: true,
    });
    expect(stored.texts).toMatchObject([{ field: "title", language: "en", status: "human" }]);
    const revision = await bench.db.revision.findFirstOrThrow({ where: { publicId, actor: "operator" } });
    expect(revision.importRunId).toBeNull();
    expect(revision.changes).toContainEqual({ field: "evidence", before: null, after: "délibération du 3 mai 2019" });

    const report = await bench.projects("a", row("2014"));
    expect(report.records).toMatchObject({ updated: 1 });
    expect(
      report.lines
        .filter(({ reason }) => reason === "correction_kept")
        .map(({ column }) => column)
        .sort(),
    ).toEqual([...["context", "end", "evaluation", "form", "title"]]);
    const after = await bench.db.project.findUniqueOrThrow({ where: { id } });
    expect(after).toMatchObject({ title: "L’eau de Ndiaré", endPrecision: "month", formCode: "twinning", evaluation: true });
    expect(after.startOn?.getUTCFullYear()).toBe(2014);

    const state = await bench.state();
    expect((await correct(publicId, "end=2019-05")).changes).toEqual([]);
    expect(await bench.state()).toEqual(state);
  });

  it("refuses what is wrong, with everything as before", async () => {
    const { publicId } = await bench.project("L’eau de Ndiaré");
    const state = await bench.state();
    for (const [assignment, reason] of [
      ["end=31/12/2018", "dateInvalid"],
      ["end=2019-02-30", "dateInvalid"],
      ["lastConfirmedOn=2019", "dayInvalid"],
      ["lastConfirmedOn=2099-01-01", "dayInFuture"],
      ["signedYear=19", "yearInvalid"],
      ["form=marriage", "codeUnknown"],
      ["evaluation=maybe", "answerInvalid"],
      ["sourceUrl=javascript:alert(1)", "urlInvalid"],
      ["title=", "fieldRequired"],
      [`title=${"x".repeat(1_001)}`, "textTooLong"],
      ["context=Écrire à jeanne@exemple.fr", "personalData"],
      ["colour=blue", "fieldUnknown"],
      ["nonsense", "assignmentInvalid"],
      ["title.fr=Eau", "translationOfOriginal"],
      ["end=2001", "refusedByDatabase"],
    ] as const)
      await expect(correct(publicId, assignment), assignment).rejects.toMatchObject(refused(reason));
    await expect(correct(publicId)).rejects.toMatchObject(refused("noField"));
    await expect(correct(publicId, "end=2019", "end=2020")).rejects.toMatchObject(refused("fieldTwice"));
    await expect(correctRecord(bench.db, publicId, ["end=2020"], "jeanne@exemple.fr")).rejects.toMatchObject(
      refused("personalData"),
    );
    expect(await bench.state()).toEqual(state);
  });
});

describe("correcting an organisation", () => {
  it("is kept against lists of organisations and sources that use the former name", async () => {
    await bench.organisations("Club Imaginaire;association;France;https://faux.fr;CI");
    const { id, publicId } = await bench.organisation("Club Imaginaire");
    await correct(publicId, "website=", "name=Club Réel", "acronym=CR");
    const report = await bench.organisations("Club Imaginaire;association;France;https://faux.fr;CI");
    expect(reasonsOf(report)).toContain("correction_kept");
    expect(await bench.db.organisation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      name: "Club Réel",
      website: null,
      acronym: "CR",
    });
    expect(await bench.db.organisation.count({ where: { name: "Club Imaginaire" } })).toBe(0);
    await expect(correct(publicId, `successor=${publicId}`)).rejects.toMatchObject(refused("ownSuccessor"));
    await expect(correct(publicId, "subdivision=CA-QC")).rejects.toMatchObject(refused("refusedByDatabase"));
    await expect(correct(publicId, "position=95,2")).rejects.toMatchObject(refused("positionInvalid"));
    await correct(publicId, "position=46.58, 0.34", "country=FR");
    expect((await bench.db.organisation.findUniqueOrThrow({ where: { id } })).latitude?.toFixed(2)).toBe("46.58");
  });

  it("is kept against the reference lists, which count it", async () => {
    const { id, publicId } = await bench.organisation("Poitiers");
    await correct(publicId, "name=Commune de Poitiers", "acronym=P");
    const report = await loadReference(bench.url);
    expect(await bench.db.organisation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      name: "Commune de Poitiers",
      acronym: "P",
    });
    expect(report.find(({ table }) => table === "organisation")).toMatchObject({ updated: 0, kept: 1 });
  });
});

describe("pairs of projects", () => {
  it("are shown side by side until a person has looked at them", async () => {
    await bench.projects("b", "9;Eau de Ndiaré;2014;;Poitiers;Ndiaré (Sénégal);Sénégal;EAU;;");
    const [first, second] = [await bench.project("L’eau de Ndiaré"), await bench.project("Eau de Ndiaré")];
    const pairs = async () => {
      const found: string[][] = [];
      for await (const { keep, other, differences } of listDuplicates(bench.db))
        found.push([keep.publicId, other.publicId, ...differences.map(({ field }) => field)]);
      return found;
    };
    const [pair] = await pairs();
    expect(pair?.slice(0, 2)).toEqual([first.publicId, second.publicId]);
    expect(pair).toContain("title");
    expect(await dismissPair(bench.db, second.publicId, first.publicId)).toBe(true);
    expect(await pairs()).toEqual([]);
    expect(await dismissPair(bench.db, first.publicId, second.publicId)).toBe(false);
    await expect(dismissPair(bench.db, first.publicId, first.publicId)).rejects.toMatchObject(refused("notAPair"));
  });
});
