import { languages } from "../../support/addresses";
import { expect, test, visibleText } from "../../support/browser";

/** Wording of the legacy page that no page of ours may show again. */
const wordings: Record<string, RegExp> = {
  "raw message key": /\?\?\?|pagination\.page|commun\.ico|menu\.atlas/,
  "wording of a form": /votre partenariat|prend la forme d'un\(e\)/i,
  "garbled label": /d['’]Échange et de Solidarité|\(VSI, service civique, etc\.\)/,
  "all rights reserved": /Tous droits réservés|PIED DE PAGE/,
  "three columns of the same name": /Montant 1\s?% Eau/i,
  "names of people": /(?<!\p{L})(?:vaillant|catta|garro|se-hoon|jamet)(?!\p{L})/iu,
  "e-mail address": /[\w.+-]+(?:@|\[at\])[\w-]+\.[\w.]+/,
};

for (const language of languages) {
  for (const type of ["imported project", "showcase project", "news item"] as const) {
    test(`${type}, ${language}: none of the wordings and none of the people of the legacy page`, async ({
      request,
      addressOf,
    }) => {
      const html = await (await request.get(addressOf(type, language))).text();
      for (const [defect, pattern] of Object.entries(wordings)) expect(pattern.exec(html)?.[0], defect).toBeUndefined();
    });
  }

  for (const type of ["imported project", "showcase project", "demo project"] as const) {
    test(`${type}, ${language}: no title twice, no empty table, no empty section`, async ({ page, addressOf }) => {
      await page.goto(addressOf(type, language));
      // Related projects may bear the title of the record.
      const titles = await page.locator("main :is(h1, h2, h3, caption):not(#related :is(h3, h4))").allInnerTexts();
      const twice = titles.filter((title, index) => titles.indexOf(title) !== index);
      expect(twice).toEqual([]);
      for (const table of await page.locator("main table").all()) {
        expect(await table.locator("tbody tr").count()).toBeGreaterThan(0);
        const headers = await table.locator("thead th").allInnerTexts();
        expect(new Set(headers).size, headers.join(" | ")).toBe(headers.length);
      }
      for (const section of await page.locator("main section[id]").all()) {
        const [heading = ""] = await section.locator("h2").first().allInnerTexts();
        const [text = ""] = await section.allInnerTexts();
        expect(text.trim().length, heading).toBeGreaterThan(heading.length);
      }
    });

    test(`${type}, ${language}: identifier, source, licence and date of update are stated`, async ({ page, addressOf }) => {
      const address = addressOf(type, language);
      await page.goto(address);
      const text = await visibleText(page, "main");
      expect(text).toContain(/p\d+/.exec(address)?.[0]);
      for (const term of language === "fr"
        ? ["Source", "Publiée par", "Licence", "Dernière mise à jour"]
        : ["Source", "Published by", "Licence", "Last update"])
        await expect(page.locator("main dt", { hasText: new RegExp(`^${term}$`) }).last()).toBeVisible();
      await expect(page.locator(`main a[href^="/api/v1/projects/"]`).first()).toBeVisible();
    });
  }
}
