import { describe, expect, it } from "vitest";
import { PostKind } from "@/lib/core/prisma-client/enums";
import { locales } from "@/lib/i18n/locales";
import { parsePostName } from "@/lib/import/match/posts";
import { postName } from "@/lib/posts/names";

describe("names of posts", () => {
  it.each([
    ["Ottawa", "Ambassade de France à Ottawa"],
    ["Le Caire", "Ambassade de France au Caire"],
    ["La Haye", "Ambassade de France à La Haye"],
    ["Les Cayes", "Ambassade de France aux Cayes"],
    ["Lesbos", "Ambassade de France à Lesbos"],
  ])("French contracts the article of %s", (city, name) => {
    expect(postName("fr", "embassy", city)).toBe(name);
  });

  it("English keeps it", () => {
    expect(postName("en", "consulate_general", "The Hague")).toBe("Consulate General of France in The Hague");
    expect(postName("en", "embassy", "Le Mans")).toBe("Embassy of France in Le Mans");
  });

  it("names the country where the seat is in another", () => {
    expect(postName("fr", "embassy", "Rome", "Saint-Siège")).toBe("Ambassade de France à Rome (Saint-Siège)");
  });

  it("every kind has a name in every language, and the legacy reader understands ours", () => {
    for (const kind of Object.values(PostKind))
      for (const locale of locales) expect(postName(locale, kind, "Ottawa")).toMatch(/Ottawa$/);
    for (const city of ["Ottawa", "Le Caire", "La Haye"])
      for (const kind of ["embassy", "consulate_general", "consulate"] as const)
        expect(parsePostName(postName("fr", kind, city))).toEqual({ kind, city });
  });
});
