import { describe, expect, it } from "vitest";
import { indexThemes } from "@/lib/import/match/iati-lists";
import { parseIsoDay } from "@/lib/import/normalise/dates";
import { formatAmount, parseDecimal } from "@/lib/import/normalise/decimals";
import { withholdPhones } from "@/lib/import/normalise/free-text";
import { guessLanguage, languageOf } from "@/lib/import/normalise/languages";
import { supersededBudgets } from "@/lib/import/records/iati/budgets";
import { organisationKinds } from "@/lib/reference/lists";
import { themeTree } from "@/lib/reference/theme-tree";
import { activitiesOf, fileOf } from "../../../fixtures/iati/files";

describe("decimals", () => {
  it.each([
    ["5745169.8017", "5745169.80"],
    ["0.005", "0.01"],
    ["0.0049999", "0.00"],
    ["-0.005", "-0.01"],
    ["-0.001", "0.00"],
    ["+3", "3.00"],
    [".5", "0.50"],
    ["7.", "7.00"],
    ["999999999999.99", "999999999999.99"],
    ["999999999999.995", null],
    ["12345678901234567890", null],
  ])("%s is %s", (text, amount) => {
    expect(formatAmount(parseDecimal(text) ?? expect.fail())).toBe(amount);
  });

  it.each(["", ".", "-", "1,000", "12 000", "1e6", "0x1", "€5", "NaN", "1.2.3"])("%s is none", (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it("sums without a float's error", () => {
    expect(formatAmount(Array.from({ length: 10 }, () => parseDecimal("0.1") ?? 0n).reduce((a, b) => a + b))).toBe("1.00");
  });
});

describe("parseIsoDay", () => {
  it.each([
    ["2018-12-31", "2018-12-31"],
    ["2018-12-31Z", "2018-12-31"],
    ["2018-12-31+02:00", "2018-12-31"],
    ["2018-12-31T23:59:59.5Z", "2018-12-31"],
    ["2018-02-29", null],
    ["2018-13-01", null],
    ["1899-12-31", null],
    ["2101-01-01", null],
    ["31/12/2018", null],
    ["2018-12", null],
    ["", null],
  ])("%s is %s", (text, day) => expect(parseIsoDay(text)).toBe(day));
});

describe("languages", () => {
  it.each([
    ["FR", "fr"],
    ["fr-CA", "fr"],
    [" wo ", "wo"],
    ["en_GB", "en"],
    ["xx", null],
    ["fra", null],
    ["", null],
    ["12", null],
  ])("%s is %s", (tag, code) => expect(languageOf(tag)).toBe(code));

  it.each([
    ["Le projet est mené avec les habitants pour que l’eau et les routes soient à tous dans la vallée", "fr"],
    ["The project is run with the people so that water and roads are there for all of the valley", "en"],
    ["Projet Eau Sédhiou", null],
    ["Le rapport “The state of the world and of the seas is with us” est dans la bibliothèque et sur les tables", null],
  ])("guesses %s", (text, language) => expect(guessLanguage(text)).toBe(language));
});

describe("withholdPhones", () => {
  it.each([
    ["Appeler le 01 23 45 67 89.", "Appeler le •."],
    ["tél. 01.23.45.67.89, fax 01-23-45-67-90", "tél. •, fax •"],
    ["+221 33 800 00 00 ou 00 221 33 800 00 01", "• ou •"],
    ["+33 (0)1 23 45 67 89", "•"],
    ["+12 000 000 euros", "+12 000 000 euros"],
    ["12 000 000 euros, 0123456789 et 2020 2021 2022", "12 000 000 euros, 0123456789 et 2020 2021 2022"],
    ["marché 00936249.89 à 12.70806 -15.55694", "marché 00936249.89 à 12.70806 -15.55694"],
  ])("%s", (text, expected) => expect(withholdPhones(text, "•").text).toBe(expected));

  it("is linear on hostile text", () => {
    const text = "+1 ".repeat(200_000) + "01 ".repeat(200_000) + "+".repeat(200_000);
    expect(withholdPhones(text, "•").text.length).toBeGreaterThan(200_000);
  });
});

describe("indexThemes", () => {
  const codes = themeTree.map(({ code }) => code);
  const parentOf = (code: string) => codes.indexOf(code.split(".").slice(0, -1).join("."));
  const themes = themeTree.map(({ code, crs, sdg }, id) => {
    const parent = parentOf(code);
    return { id, code, parentId: parent < 0 ? null : parent, crsCodes: [...crs], sdgGoals: [...sdg] };
  });
  const { purposes, categories, goals } = indexThemes(themes);

  it.each([
    ["14031", "EAU.POTABLE"],
    ["15112", "GOV.DECENTRALISATION"],
    ["25030", "ECO"],
    ["16066", "CUL"],
    ["14050", "DEC"],
    ["16015", undefined],
    ["99999", undefined],
  ])("purpose %s is %s", (code, theme) => expect(purposes.get(code)?.code).toBe(theme));

  it.each([
    ["140", undefined],
    ["311", "AGR"],
    ["122", undefined],
    ["111", "EDU"],
    ["998", "EDU"],
    ["151", "GOV"],
  ])("category %s is %s", (code, theme) => expect(categories.get(code)?.code).toBe(theme));

  it.each([
    [6, "EAU"],
    [5, "SAN.EGALITE"],
    [11, undefined],
  ])("goal %s is %s", (goal, theme) => expect(goals.get(goal)?.code).toBe(theme));
});

describe("supersededBudgets", () => {
  it("takes out original budgets of a time that is revised", async () => {
    const budget = (type: number, start: string, end: string) =>
      `<budget type="${type}"><period-start iso-date="${start}"/><period-end iso-date="${end}"/></budget>`;
    const budgets = [
      budget(1, "2020-01-01", "2020-12-31"),
      budget(1, "2021-01-01", "2021-12-31"),
      budget(1, "2022-01-01", "2022-12-31"),
      budget(2, "2023-06-01", "2023-12-31"),
      budget(2, "2021-06-01", "2021-12-31"),
      budget(1, "2023-01-01", "2023-12-31"),
      budget(1, "2024-01-01", "unknown"),
    ];
    const [activity] = await activitiesOf(fileOf(`<iati-activity>${budgets.join("")}</iati-activity>`));
    const element = activity?.element ?? expect.fail();
    const superseded = supersededBudgets(element);
    expect(element.children.map((child) => superseded.has(child))).toEqual([false, true, false, false, false, true, false]);
  });
});

describe("kinds of organisation", () => {
  it("are all in the list", async () => {
    const { kindOfType } = await import("@/lib/import/records/iati/organisations");
    const codes = organisationKinds.map(([code]) => code);
    expect(Object.values(kindOfType).filter((code) => !codes.includes(code))).toEqual([]);
  });
});
