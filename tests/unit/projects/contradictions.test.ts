import { describe, expect, it } from "vitest";
import { parseProse } from "@/lib/core/prose";
import { contradictions } from "@/lib/projects/contradictions";
import { frenchEnds, partnerEnds } from "@/lib/projects/ends";
import { remarks } from "@/lib/projects/findings";
import { chartresQuebec } from "@/tests/support/project-fixture";

const rulesOf = (change: Partial<typeof chartresQuebec>) =>
  contradictions({ ...chartresQuebec, ...change }).map(({ rule }) => rule);

describe("contradictions", () => {
  it("finds the one of the Chartres–Québec record and no other", () => {
    expect(rulesOf({})).toEqual(["ongoing_but_ended"]);
    expect(rulesOf({ declaredStatus: { code: "closed", label: "Terminé" }, computedStatus: "closed" })).toEqual([]);
  });

  it("finds each of the others", () => {
    const quiet = { declaredStatus: null };
    expect(rulesOf({ ...quiet, threeYearFunding: true })).toEqual(["three_year_too_short"]);
    expect(rulesOf({ ...quiet, threeYearFunding: true, end: { date: "2019-12-31", precision: "day" } })).toEqual([]);
    expect(rulesOf({ ...quiet, signedYear: 2019 })).toEqual(["signed_after_end"]);
    expect(rulesOf({ ...quiet, start: { date: "2018-01-01", precision: "year" } })).toEqual(["funding_outside_dates"]);
    expect(rulesOf({ ...quiet, start: null, end: null, signedYear: 2030, threeYearFunding: true })).toEqual([]);
  });
});

describe("stored findings", () => {
  it("leaves out what is computed, unknown or short of arguments: no raw key is ever shown", () => {
    const finding = (rule: string) => ({ rule, severity: "warning" as const, details: {} });
    for (const locale of ["fr", "en"] as const) {
      const told = remarks([finding("ongoing_but_ended"), finding("no_such_rule"), finding("place_inferred")], locale);
      for (const { text } of told) expect(text).not.toMatch(/[{}]|quality\.|place_inferred|undefined/);
    }
  });
});

describe("ends", () => {
  it("takes the partners, not those who only pay", () => {
    expect(frenchEnds(chartresQuebec).map(({ name }) => name)).toEqual(["Communauté d’agglomération Chartres métropole"]);
    expect(partnerEnds(chartresQuebec).map(({ name, countryName }) => [name, countryName])).toEqual([
      ["Québec International", "Canada"],
    ]);
  });

  it("falls back on the place of the action where no partner is named", () => {
    const organisations = chartresQuebec.organisations.filter(({ side }) => side === "french");
    expect(partnerEnds({ ...chartresQuebec, organisations })).toEqual([
      { name: "Canada", country: "CA", countryName: null, position: null },
    ]);
  });
});

describe("prose", () => {
  it("keeps paragraphs, lists and headings of a plain text, and every word", () => {
    const text = "1) Titre :\r\n- un ;\n– deux.\n\nSuite - et fin\n-3 °C n’est pas une liste";
    expect(parseProse(text)).toEqual([
      { kind: "paragraph", text: "1) Titre :" },
      { kind: "list", items: ["un ;", "deux."] },
      { kind: "paragraph", text: "Suite - et fin" },
      { kind: "paragraph", text: "-3 °C n’est pas une liste" },
    ]);
    expect(parseProse(" \n\n")).toEqual([]);
  });
});
