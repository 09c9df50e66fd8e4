import { describe, expect, it } from "vitest";
import { parseProse } from "@/lib/core/prose";
import { catalogue } from "@/lib/i18n/catalogue";
import { frenchEnds, partnerEnds } from "@/lib/projects/ends";
import { remarks } from "@/lib/projects/findings";
import type { Project } from "@/lib/projects/schema";
import { ruleCodes } from "@/lib/quality/rules";
import { chartresQuebec } from "@/tests/support/project-fixture";

type Finding = Project["findings"][number];
const finding = (rule: string, details: Finding["details"] = {}, record: Finding["record"] = null): Finding => ({
  rule,
  severity: "warning",
  details,
  record,
});

describe("findings in words", () => {
  it("leaves out what is unknown, short of arguments or a missing fact: no raw key is ever shown", () => {
    for (const locale of ["fr", "en"] as const) {
      expect(remarks([finding("no_such_rule"), finding("place_inferred"), finding("name"), finding("no_theme")], locale)).toEqual(
        [],
      );
    }
  });

  it("writes dates as precise as they are known, names of countries, and the other record of a pair", () => {
    const say = (rule: string, details: Finding["details"], other: Finding["record"] = null) =>
      remarks([finding(rule, details, other)], "en").map(({ text, record }) => [text, record]);
    expect(say("ongoing_but_ended", { end: "2018-12-31" })[0]?.[0]).toContain("(31 December 2018)");
    expect(say("ongoing_but_ended", { end: "2018-12" })[0]?.[0]).toContain("(December 2018)");
    expect(say("ongoing_but_ended", { end: "2018" })[0]?.[0]).toContain("(2018)");
    expect(say("organisation_outside_country", { name: "Club", named: "yes", country: "SN" })[0]?.[0]).toContain("(Senegal)");
    expect(say("duplicate_candidate", { other: "p12" }, { id: "p12", slug: "wells" })).toEqual([
      ["This record and the record p12 may describe the same partnership.", "p12-wells"],
    ]);
  });

  it("shows nothing personal, whatever a finding quotes", () => {
    const [told] = remarks([finding("unknown_theme", { value: "voir a.b@example.org ou 01 23 45 67 89" })], "fr");
    expect(told?.text).toContain("voir [adresse électronique masquée] ou [numéro de téléphone masqué]");
  });

  it("has a sentence, a name and a way to correct for every rule, in both languages", () => {
    for (const locale of ["fr", "en"] as const) {
      const { name, fix, fact, ...sentences } = catalogue(locale).quality as unknown as Record<string, Record<string, string>>;
      for (const rule of ruleCodes) {
        expect(name?.[rule], rule).toBeTruthy();
        expect(fix?.[rule], rule).toBeTruthy();
        if (rule.startsWith("no_")) expect(fact?.[rule.slice(3)], rule).toBeTruthy();
        else expect(sentences[rule], rule).toBeTruthy();
      }
    }
  });

  it("can say how many addresses and numbers a text holds, of one kind or both", () => {
    const say = (emails: number, phones: number) =>
      remarks([finding("personal_data_in_text", { field: "context", emails, phones })], "en")[0]?.text;
    expect(say(1, 0)).toMatch(/^1 e-mail address in a text/);
    expect(say(0, 2)).toMatch(/^2 telephone numbers in a text/);
    expect(say(2, 1)).toMatch(/^2 e-mail addresses and 1 telephone number in a text/);
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
