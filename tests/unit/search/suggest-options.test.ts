import { describe, expect, it } from "vitest";
import { addressInForm, optionAfter } from "@/components/search/suggest-options";

describe("keys in the list of suggestions", () => {
  it("goes round: from the text to the first, from the last to the text, and back", () => {
    expect(optionAfter("ArrowDown", -1, 3)).toBe(0);
    expect(optionAfter("ArrowDown", 1, 3)).toBe(2);
    expect(optionAfter("ArrowDown", 2, 3)).toBe(-1);
    expect(optionAfter("ArrowUp", -1, 3)).toBe(2);
    expect(optionAfter("ArrowUp", 0, 3)).toBe(-1);
  });

  it("takes Home and End only while an option is chosen, and nothing else", () => {
    expect(optionAfter("Home", 2, 3)).toBe(0);
    expect(optionAfter("End", 0, 3)).toBe(2);
    for (const [key, active] of [
      ["Home", -1],
      ["End", -1],
      ["Enter", 1],
      ["a", 1],
      ["ArrowLeft", 1],
    ] as const)
      expect(optionAfter(key, active, 3)).toBeNull();
    expect(optionAfter("ArrowDown", -1, 0)).toBeNull();
  });
});

describe("a suggestion chosen in a form", () => {
  const at = (href: string, kept: [string, unknown][]) => addressInForm(href, "/fr/projets", kept);

  it("takes the place of the words and joins the filters that are kept", () => {
    expect(at("/fr/projets?country=SN", [["q", "sén"]])).toBe("/fr/projets?country=SN");
    expect(
      at("/fr/projets?country=SN", [
        ["theme", "EAU"],
        ["q", "sén"],
      ]),
    ).toBe("/fr/projets?country=SN&theme=EAU");
    expect(at("/fr/projets?country=SN", [["country", "ML,-BF"]])).toBe("/fr/projets?country=ML%2C-BF%2CSN");
    expect(
      at("/fr/projets?country=SN", [
        ["country", "ML,SN"],
        ["view", ""],
      ]),
    ).toBe("/fr/projets?country=ML%2CSN");
  });

  it("leaves another page alone", () => {
    expect(at("/fr/projets/p1-puits", [["theme", "EAU"]])).toBe("/fr/projets/p1-puits");
  });
});
