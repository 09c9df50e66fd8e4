import { describe, expect, it } from "vitest";
import { languageOf } from "@/lib/quality/language";

describe("language of a text", () => {
  it("tells French from English", () => {
    expect(languageOf("La ville et ses écoles travaillent avec les communes du département pour que l’eau soit potable.")).toBe(
      "fr",
    );
    expect(languageOf("The town and its schools work with the municipalities of the district for the water to be safe.")).toBe(
      "en",
    );
  });

  it("does not guess: names, short texts, lists, a third language, both languages", () => {
    expect(languageOf("Green Water Programme")).toBeNull();
    expect(languageOf("Chartres, Ravenne, Spire, Evora, Sakurai")).toBeNull();
    expect(
      languageOf("La ciudad y sus escuelas trabajan con los municipios del distrito para que el agua sea potable"),
    ).toBeNull();
    expect(
      languageOf("Die Stadt und ihre Schulen arbeiten mit den Gemeinden des Bezirks für sauberes Wasser zusammen"),
    ).toBeNull();
    const both =
      "La ville et les écoles du quartier, avec les élèves. The town and the schools of the district, with the pupils.";
    expect(languageOf(both)).toBeNull();
    expect(languageOf("")).toBeNull();
  });
});
