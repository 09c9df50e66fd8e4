import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labels } from "@/lib/import/sources/legacy-page/labels";
import { parseLegacyPage } from "@/lib/import/sources/legacy-page/parse";
import { changed, cuts, expected, fixture, hasSeed, seedFile } from "../../fixtures/legacy-page/pages";

const page = fixture("complete");

function reasonsOf(text: string): string[] {
  return [...new Set(parseLegacyPage(text).problems.map(({ reason }) => reason))];
}

describe("parseLegacyPage", () => {
  it("reads every field with its line", () => {
    expect(parseLegacyPage(page)).toEqual(expected("complete/expected-page.json"));
  });

  it("gives the same page for other ends of line and another form of Unicode", () => {
    const result = parseLegacyPage(page);
    expect(parseLegacyPage(page.replaceAll("\n", "\r\n"))).toEqual(result);
    expect(parseLegacyPage(page.normalize("NFD"))).toEqual(result);
  });

  it("keeps a line put anywhere, as a value or as a problem", () => {
    const lines = page.split("\n");
    const lost = lines.flatMap((_, index) => {
      const text = [...lines.slice(0, index), "Ajout SANS Place", ...lines.slice(index)].join("\n");
      return JSON.stringify(parseLegacyPage(text)).includes("Ajout SANS Place") ? [] : [index + 1];
    });
    expect(lost).toEqual([]);
  }, 60_000);

  it("refuses a page cut anywhere before its footer", () => {
    const taken = cuts(page).filter((place) => parseLegacyPage(page.slice(0, place)).ok);
    expect(taken).toEqual([]);
    expect(parseLegacyPage(page.slice(0, page.indexOf("Bénéficiaire"))).problems).toEqual([
      { line: 60, column: "Maître(s) d'ouvrage", value: "Maître(s) d'ouvrage", reason: "truncated" },
    ]);
  });

  it.skipIf(!hasSeed)("refuses the real page cut anywhere before its footer (needs ../shared)", () => {
    const seed = readFileSync(seedFile, "utf8");
    expect(cuts(seed).filter((place) => parseLegacyPage(seed.slice(0, place)).ok)).toEqual([]);
  });

  it("refuses a page without one of the labels that it always prints", () => {
    for (const { text, required, kind } of labels.filter((label) => label.required && label.kind !== "footer")) {
      const without = page
        .split("\n")
        .filter((line) => line !== text)
        .join("\n");
      const result = parseLegacyPage(without);
      expect(result, text).toMatchObject({ ok: false });
      expect(required && kind).toBeTruthy();
    }
    expect(reasonsOf(page.replace("Historique\n", ""))).toEqual(["label_missing"]);
  });

  it("tells which optional labels are absent", () => {
    const without = changed(page, "Date de fin du partenariat\n30/06/2014\n", "");
    expect(parseLegacyPage(without).problems).toEqual([
      { line: null, column: "Date de fin du partenariat", value: "Date de fin du partenariat", reason: "label_absent" },
    ]);
  });

  it("refuses what is not such a page, and a page without a title", () => {
    expect(reasonsOf("Bonjour,\n\nvoici autre chose.\nTitre\nContexte\n")).toEqual(["not_legacy_page"]);
    expect(reasonsOf(changed(page, "Titre\nDes puits pour les écoles de Fictiville\n", "Titre\n\n"))).toEqual(["title_missing"]);
    expect(reasonsOf(page.replace(/Bénéficiaire\(s\)\n/, (label) => `${"x\n".repeat(1500)}${label}`))).toEqual(["too_many_rows"]);
  });

  it("does not lose the sections after a text that uses the words of a later label", () => {
    const text = changed(page, "Premier paragraphe", "Bénéficiaire(s)\nPremier paragraphe");
    const result = parseLegacyPage(text);
    expect(result.ok && result.page.texts.beneficiaries?.value).toBe("Les élèves et leurs familles.");
    expect(result.ok && result.page.texts.context?.value).toContain("Bénéficiaire(s)\nPremier paragraphe");
    expect(result.problems.map(({ reason, line }) => [reason, line])).toEqual([["label_misplaced", 38]]);
  });

  it("leaves questions without an answer open", () => {
    const text = page
      .replace("Le partenariat est triennal\n", "")
      .replace("Une communication a été engagée en France\n", "")
      .replace("Aucune politique d'évaluation n'a été engagée\n", "");
    const result = parseLegacyPage(text);
    expect(result.ok && result.page).toMatchObject({
      threeYearFunding: null,
      communicationInFrance: null,
      communicationAbroad: null,
      evaluation: null,
    });
  });

  it("never throws, whatever the text", () => {
    const damage = fc.record({
      at: fc.nat(page.length),
      length: fc.nat(400),
      by: fc.oneof(
        fc.string({ unit: "binary", maxLength: 30 }),
        fc.constantFrom("\n", "Titre\n", "Contexte\n", "€ 1 000,5\n", "@"),
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (damages) => {
        const text = damages.reduce((before, { at, length, by }) => before.slice(0, at) + by + before.slice(at + length), page);
        const result = parseLegacyPage(text);
        expect(result.ok || result.problems.length > 0).toBe(true);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("stays linear on hostile text", () => {
    const hostile = [
      "Titre\n".repeat(200_000),
      page.replace("Donner", `${"a".repeat(500_000)}@`),
      page.replace("Donner", "a@".repeat(300_000)),
      page.replace("Ville du Havre 1 250 000 2011", `Ville du Havre ${"1 ".repeat(300_000)}`),
    ];
    // Quadratic work on texts of this size would take hours: that the test ends is the proof.
    for (const text of hostile) expect(parseLegacyPage(text)).toBeTypeOf("object");
  }, 60_000);
});
