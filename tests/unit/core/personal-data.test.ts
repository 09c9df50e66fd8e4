import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPersonalData, maskPersonalData } from "@/lib/core/personal-data";
import { slugify } from "@/lib/core/text";

const mask = (text: string) => maskPersonalData(text, { email: "[E]", phone: "[P]" });

describe("personal data in a text", () => {
  it.each([
    ["Écrire à awa.modele@example.org.", "Écrire à [E]."],
    ["awa.modele[at]example.org, awa.modele (at) example.org", "[E], [E]"],
    ["Tél. 01 23 45 67 89, 01.23.45.67.89 ou 0123456789", "Tél. [P], [P] ou [P]"],
    ["06-11-22-33-44 (portable)", "[P] (portable)"],
    ["+33 1 23 45 67 89 / +33 (0)1 23 45 67 89", "[P] / [P]"],
    ["00 221 33 823 45 67", "[P]"],
    ["Bureau : +221 33 823 45 67", "Bureau : [P]"],
    ["Tél. 01\u00a023\u00a045\u00a067\u00a089", "Tél. [P]"],
  ])("masks %s", (text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  it.each([
    "514 200 2010",
    "Budget : 95 370 €, dont 1 000 000 000 € sur dix ans",
    "SIREN 200 033 181, SIRET 200 033 181 00012",
    "INSEE 01234, de 2017 à 2019, 2017-2019, 31/12/2018",
    "+12 500 000 euros, +12 500 000 habitants",
    "+ 15 % en 2018, +3 °C",
    "46.81228, -71.21454",
    "Article L.1115-1-1 du CGCT",
    "réseau @tlas, 3 @ 5",
    "0,05 % de 10 000 000 000 €",
  ])("leaves %s alone", (text) => {
    expect(mask(text)).toBe(text);
    expect(countPersonalData(text)).toEqual({ emails: 0, phones: 0 });
  });

  it("counts what it masks, and masks for good", () => {
    expect(countPersonalData("a@example.org, b@example.org, 01 23 45 67 89")).toEqual({ emails: 2, phones: 1 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("0", "1", "6", " ", ".", "+", "@", "a", "[at]", "(", ")") }), (text) => {
        expect(countPersonalData(mask(text)).emails).toBe(0);
        expect(mask(mask(text))).toBe(mask(text));
      }),
    );
  });

  it("comes back from hostile text", () => {
    for (const unit of ["0", "01 ", "+1 ", "a@", "00", "(0", "[at]", "1.", "a."]) {
      // A search that is not linear would not come back within the time limit of the test.
      expect(mask(unit.repeat(100_000)).length).toBeGreaterThan(0);
    }
  });

  it("stays out of addresses", () => {
    expect(slugify("Jumelage (contact : awa.modele@example.org, 01 23 45 67 89)")).toBe("jumelage-contact");
  });
});
