import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FundingKind } from "@/lib/core/prisma-client/enums";
import { reasons } from "@/lib/import/reasons";
import { hasRealFiles, realFiles, schemaFolder } from "../../../fixtures/iati/files";
import { openPlace, type Place, type Reading } from "./support";

/** Sums and counts taken from the files with another parser (Python's ElementTree and decimal). */
describe.skipIf(!hasRealFiles)("records of the real files (needs ../shared)", () => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(() => place.close());

  const drafts = ({ records }: Reading) => records.map(({ draft }) => draft);
  const sumOf = (reading: Reading, kind: FundingKind, currency: string) => {
    const lines = drafts(reading).flatMap(({ funding }) => funding);
    const cents = lines.flatMap((line) =>
      line.kind === kind && line.currency === currency ? BigInt((line.amount ?? "0").replace(".", "")) : [],
    );
    return cents.reduce((sum, amount) => sum + amount, 0n);
  };
  const times = ({ records }: Reading, reason: string) =>
    records.flatMap(({ problems }) => problems.filter((problem) => problem.reason === reason)).length;
  const rejected = ({ records }: Reading) =>
    records.filter(({ problems }) => problems.some(({ reason }) => reasons[reason].level === "rejected")).length;

  it("the AFD's", async () => {
    const reading = await place.read(realFiles.afd, schemaFolder);
    expect([reading.records.length, rejected(reading)]).toEqual([151, 0]);
    expect(drafts(reading).every(({ language, title }) => language === "fr" && title !== "")).toBe(true);
    expect(sumOf(reading, "budget", "EUR")).toBe(395198856974n);
    expect(sumOf(reading, "commitment", "EUR")).toBe(220039413419n);
    expect(sumOf(reading, "disbursement", "EUR")).toBe(114940922318n);
    const told = ["title_from_description", "country_code_unknown", "position_unreadable", "dates_in_disorder"];
    expect(told.map((reason) => times(reading, reason))).toEqual([3, 11, 1, 2]);
    expect(reading.told.map(({ reason, value }) => `${reason} ${value}`)).toEqual(
      expect.arrayContaining(["element_not_kept related-activity × 184", "schema_faults 1"]),
    );
    const names = drafts(reading).flatMap(({ organisations }) => organisations.map(({ organisation }) => organisation.name));
    expect(names.filter((name) => name === "Agence française de développement").length).toBe(96);
  });

  it("the ministry's", async () => {
    const reading = await place.read(realFiles.maedi);
    expect([reading.records.length, rejected(reading)]).toEqual([25, 0]);
    expect(sumOf(reading, "commitment", "EUR")).toBe(338295200n);
    expect(sumOf(reading, "disbursement", "EUR")).toBe(299479100n);
    expect(["dates_of_entry", "dates_in_disorder"].map((reason) => times(reading, reason))).toEqual([2, 1]);
    const ministry = "Ministère de l’Europe et des Affaires étrangères";
    expect(drafts(reading).every(({ funding }) => funding.every(({ funder }) => funder.name === ministry))).toBe(true);
  });

  it("nineteen publishers'", async () => {
    const reading = await place.read(realFiles.mixed);
    expect([reading.records.length, rejected(reading)]).toEqual([265, 0]);
    expect(sumOf(reading, "budget", "EUR")).toBe(63636533130n);
    expect(sumOf(reading, "budget", "USD")).toBe(15184347179n);
    expect(sumOf(reading, "commitment", "EUR")).toBe(308757689883n);
    expect(sumOf(reading, "commitment", "USD")).toBe(10702477559n);
    expect(sumOf(reading, "disbursement", "EUR")).toBe(140956323391n);
    expect(sumOf(reading, "disbursement", "USD")).toBe(5161992243n);
    expect(times(reading, "percentages_disagree")).toBe(26);
    expect(times(reading, "language_suspect")).toBeGreaterThan(150);
    expect(times(reading, "replacement_character")).toBeGreaterThan(0);
    expect(new Set(drafts(reading).flatMap(({ texts }) => texts.map(({ language }) => language)))).toEqual(
      new Set(["en", "fr", "es", "de", "nl"]),
    );
    expect(reading.told.map(({ value }) => value)).toEqual(expect.arrayContaining(["contact-info × 315", "result × 42"]));
  });
});
