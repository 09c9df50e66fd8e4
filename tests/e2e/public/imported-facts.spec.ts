import type { Page } from "@playwright/test";
import type { Language } from "../../support/addresses";
import { languages } from "../../support/addresses";
import { expect, test, visibleText } from "../../support/browser";
import { singleValue } from "../../support/rows";

// Facts of ../shared/seeds/legacy-project-page.txt, each with the words of the two languages.
const words = {
  fr: {
    end: "31 décembre 2018",
    signed: "Première signature",
    start: "Début",
    endOf: "Fin",
    form: "Forme",
    threeYear: "Financement triennal",
    lead: "Maître d’ouvrage",
    france: "Communication engagée en France",
    abroad: "Communication engagée dans les pays partenaires",
    evaluation: "Politique d’évaluation engagée",
    yes: "oui",
    no: "non",
    status: "Date de fin dépassée",
    declared: "déclaré « En cours »",
    passed: "date de fin 31 décembre 2018 dépassée",
    confirmed: "dernière confirmation : jamais",
    funding: "Financement",
    total: "Total",
    contacts: "1 contact chez le partenaire étranger est connu",
  },
  en: {
    end: "31 December 2018",
    signed: "First signed",
    start: "Start",
    endOf: "End",
    form: "Type",
    threeYear: "Three-year funding",
    lead: "Lead authority",
    france: "Communication in France",
    abroad: "Communication in partner countries",
    evaluation: "Evaluation policy under way",
    yes: "yes",
    no: "no",
    status: "End date passed",
    declared: "declared ‘Ongoing’",
    passed: "end date 31 December 2018 has passed",
    confirmed: "last confirmed: never",
    funding: "Funding",
    total: "Total",
    contacts: "1 contact at the foreign partner is known",
  },
} as const;

/** Amounts as each language writes them: spaces that do not break in French, a comma between thousands in English. */
function amount(language: Language, euros: string): string {
  return language === "fr" ? `${euros.replace(",", "\u00a0")}\u00a0€` : `€${euros}`;
}

/** Both no-break spaces do for a number: the wide U+00A0 and the narrow U+202F, never one that breaks. */
const unbroken = (text: string) => text.trim().replaceAll("\u202f", "\u00a0");

/** Value of the fact that stands under a term. */
function fact(page: Page, term: string) {
  return page
    .locator("main dl > div, main dl")
    .locator("dt", { hasText: new RegExp(`^${term}$`) })
    .first()
    .locator("xpath=following-sibling::dd[1]");
}

const labelOf = (language: Language, table: string) => `SELECT label_${language} AS value FROM ${table} WHERE code = $1` as const;

for (const language of languages) {
  test.describe(language, () => {
    const t = words[language];

    test.beforeEach(async ({ page, addressOf }) => {
      await page.goto(addressOf("imported project", language));
    });

    test("title, years, dates, form and answers", async ({ page, sql }) => {
      await expect(page.locator("h1")).toHaveText("La Beauté connectée de la France au Québec");
      await expect(fact(page, t.signed)).toHaveText("2017");
      await expect(fact(page, t.start)).toHaveText("2017");
      await expect(fact(page, t.endOf)).toHaveText(t.end);
      const form = await singleValue<string>(sql, labelOf(language, "cooperation_form"), ["decentralised_cooperation_project"]);
      await expect(fact(page, t.form)).toHaveText(form);
      await expect(fact(page, t.threeYear)).toHaveText(t.no);
      await expect(fact(page, t.france)).toHaveText(t.no);
      await expect(fact(page, t.abroad)).toHaveText(t.yes);
      await expect(fact(page, t.evaluation)).toHaveText(t.yes);
    });

    test("declared status, computed status and last confirmation are three things", async ({ page }) => {
      const text = await visibleText(page, "main");
      for (const part of [t.status, t.declared, t.passed, t.confirmed])
        expect(text.replace(/\u00a0|\u202f/g, " ").toLowerCase()).toContain(part.toLowerCase());
    });

    test("main theme on its three levels", async ({ page, sql }) => {
      for (const code of ["ECO", "ECO.ATTRACTIVITE", "ECO.ATTRACTIVITE.POLES"]) {
        const label = await singleValue<string>(sql, labelOf(language, "theme"), [code]);
        const link = page.locator("#themes").getByRole("link", { name: label, exact: true });
        await expect(link).toHaveAttribute("href", new RegExp(`/themes/${code.toLowerCase().replaceAll(".", "_")}-[a-z0-9-]+$`));
      }
    });

    test("both ends: the French authority with its SIREN, the foreign partner with its country", async ({ page, sql }) => {
      const text = await visibleText(page, "main");
      expect(text).toContain("Chartres métropole");
      expect(text).toContain("200033181");
      expect(text).toContain("Québec International");
      expect(text).toContain(await singleValue<string>(sql, `SELECT name_${language} AS value FROM country WHERE code = 'CA'`));
      await expect(fact(page, t.lead)).toContainText(/chartres métropole/i);
    });

    test("funding: four funders, two years, every total", async ({ page }) => {
      const table = page.getByRole("table").filter({ hasText: "Cosmetic Valley" });
      await expect(table).toHaveCount(1);
      const cells = async (row: string | RegExp) =>
        (await table.getByRole("row").filter({ hasText: row }).getByRole("cell").allInnerTexts()).map(unbroken);
      const money = (...euros: string[]) => euros.map((each) => amount(language, each));
      expect(await table.getByRole("columnheader").allInnerTexts()).toEqual([expect.anything(), "2017", "2018", t.total]);
      expect(await cells(/Ministère de l.Europe|Ministry for Europe/)).toEqual(money("5,257", "5,257", "10,514"));
      expect(await cells(/Chartres métropole/i)).toEqual(money("9,514", "11,514", "21,028"));
      expect(await cells(/Collectivités et partenaires étrangers|Foreign authorities and partners/i)).toEqual(
        money("10,514", "10,514", "21,028"),
      );
      expect(await cells("Cosmetic Valley")).toEqual(money("20,400", "22,400", "42,800"));
      await expect(table.locator("tfoot tr")).toHaveCount(1);
      expect((await table.locator("tfoot td").allInnerTexts()).map(unbroken)).toEqual(money("45,685", "49,685", "95,370"));
      await expect(table.locator("tbody tr")).toHaveCount(4);
    });

    test("funding: the drawing of the bars says the totals of the years in words", async ({ page }) => {
      const drawing = page.locator("figure.chart svg");
      await expect(drawing).toHaveCount(1);
      const description = unbroken((await drawing.locator("desc").textContent()) ?? "");
      for (const total of ["45,685", "49,685"]) expect(description).toContain(amount(language, total));
    });

    test("each line of the five free texts, as a paragraph or an item, in its own language", async ({ page, sql }) => {
      const { rows } = await sql.query<{ field: string; body: string }>(
        `SELECT t.field, t.body FROM project_text t JOIN project p ON p.id = t.project_id
         WHERE p.origin = 'imported' AND p.title LIKE 'La Beauté connectée%' AND t.status = 'original'`,
      );
      expect(rows.map(({ field }) => field).sort()).toEqual([
        "background",
        "beneficiaries",
        "context",
        "description",
        "objectives",
      ]);
      const squeeze = (text: string) => text.replace(/\s+/g, " ").trim();
      const blocks = await page.locator("main :is(p, li)").evaluateAll((all) =>
        all.map((each) => ({
          text: each.textContent ?? "",
          item: each.tagName === "LI",
          lang: each.closest("[lang]")?.getAttribute("lang"),
        })),
      );
      const shown = new Map(blocks.map((block) => [squeeze(block.text), block]));
      for (const line of rows.flatMap(({ body }) => body.split("\n")).filter((each) => each.trim())) {
        const block = shown.get(squeeze(line.replace(/^\s*-\s+/, "")));
        expect(block, line).toBeDefined();
        expect(block?.item, line).toBe(/^\s*-\s/.test(line));
        expect(block?.lang, line).toBe("fr");
      }
    });

    test("the competent post by its functions, and the partner's staff by its number", async ({ page, sql }) => {
      const text = await visibleText(page, "main");
      const codes = await sql.query<{ count: string }>(
        "SELECT count(*) FROM diplomatic_post d JOIN contact c ON c.post_id = d.id WHERE d.country_code = 'CA' AND c.origin = 'imported'",
      );
      expect(Number(codes.rows[0]?.count)).toBe(2);
      expect(text).toMatch(
        language === "fr" ? /Correspondant coopération décentralisée/i : /Decentralised cooperation contact point/i,
      );
      expect(text).toMatch(
        language === "fr"
          ? /Conseiller de coopération et d.action culturelle/i
          : /Counsellor for Cooperation and Cultural Affairs/i,
      );
      expect(text).toContain(t.contacts);
    });

    test("a map of the two ends, with the same in words", async ({ page }) => {
      const map = page.locator("figure.map");
      await expect(map).toHaveCount(1);
      await expect(map.locator("svg title")).toContainText("Québec International");
      await expect(map.locator("figcaption")).toContainText(/5[\u202f\u00a0,]\d{3}[\s\u00a0]km/);
    });
  });
}
