import { languages, pageTypes } from "../../support/addresses";
import { test } from "../../support/browser";
import { passesAxe } from "./rules/accessibility";
import { answersWell } from "./rules/answer";
import { marksDemo } from "./rules/demo-marks";
import { leadsToOtherLanguage } from "./rules/languages";
import { fitsWindow } from "./rules/layout";
import { describesItself } from "./rules/metadata";
import { speaksWithoutScripts } from "./rules/no-javascript";
import { skipsToContent } from "./rules/skip-link";
import { saysWords } from "./rules/text";
import { isValid } from "./rules/validity";
import { weighScripts } from "./rules/weight";

/** What every page owes its readers. A page is loaded once for all rules; one that fails does not keep the others from being tried. */
for (const type of pageTypes) {
  for (const language of languages) {
    test(`${type}, ${language}`, async ({ page, plainPage, addressOf }) => {
      const expectFewScripts = weighScripts(page);
      const response = await page.goto(addressOf(type, language));
      if (!response) throw new Error("no answer");
      const html = await response.text();
      await test.step("the first stop of the keyboard skips to the content", () => skipsToContent(page, language));
      await test.step("scripts are few", expectFewScripts);
      await test.step("the answer is right", () => answersWell(page, response, type, language));
      await test.step("the HTML as it is sent is valid", () => isValid(html));
      if (type !== "not found") {
        await test.step("the head agrees", () => describesItself(page, type, language, addressOf));
        await test.step("the other language is one link away", () => leadsToOtherLanguage(page, type, language, addressOf));
      }
      await test.step("demonstration data are marked", () => marksDemo(page, type, language));
      await test.step("no text is a key, a hole or a value that is none", () => saysWords(page));
      await test.step("it says the same without JavaScript", () => speaksWithoutScripts(page, plainPage));
      await test.step("it is never wider than the window", () => fitsWindow(page));
      await test.step("axe finds nothing", () => passesAxe(page));
    });
  }
}
