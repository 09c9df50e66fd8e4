import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FileRefused } from "@/lib/import/source";
import { isHtml, savedFrom, textOfHtml } from "@/lib/import/sources/legacy-page/html";
import type { LegacyPage } from "@/lib/import/sources/legacy-page/page";
import { parseLegacyPage } from "@/lib/import/sources/legacy-page/parse";
import { fixture } from "../../fixtures/legacy-page/pages";

const page = readFileSync(new URL("../../fixtures/legacy-page/complete/page.html", import.meta.url), "utf8");

/** Values without the lines that they stand on and the columns that text does not have. */
function values(parsed: unknown): unknown {
  return JSON.parse(JSON.stringify(parsed), (key, value) => (key === "line" || key === "cells" ? undefined : value));
}

function read(text: string): LegacyPage {
  const parsed = parseLegacyPage(text);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ reason }) => reason).join());
  return parsed.page;
}

const textOf = (markup: string) => textOfHtml(`<!DOCTYPE html><body>${markup}`).text;

describe("a saved HTML page", () => {
  it("says what the text of the same page says, without a doubt", () => {
    const parsed = parseLegacyPage(textOfHtml(page).text);
    expect(parsed.ok && parsed.problems.filter(({ reason }) => reason !== "label_absent")).toEqual([]);
    expect(values(read(textOfHtml(page).text))).toEqual(values(read(fixture("complete"))));
  });

  it("keeps the columns of tables, empty ones too", () => {
    const { funding, foreignPartners } = read(textOfHtml(page).text);
    expect(funding.rows[3]?.cells).toEqual(["Collectivités et partenaires étrangers", "", "", "", "", "2012"]);
    expect(foreignPartners.rows[0]?.cells).toEqual(["Commune de Saint-Louis", "Sénégal", ""]);
  });

  it("gives for each line the line of the file", () => {
    const { text, lines } = textOfHtml(page);
    const inFile = page.split("\n");
    const at = (words: string) => inFile[(lines[text.split("\n").findIndex((line) => line.includes(words))] ?? 0) - 1];
    expect(at("Ville du Havre\t1 250 000")).toContain("<td>1 250 000</td>");
    expect(at("Terminé")).toContain("Termin&eacute;");
    expect(lines).toHaveLength(text.split("\n").length);
  });

  it("is told from text by its beginning, and says where it comes from", () => {
    expect([page, "<html>", "\n<!-- x --><HTML lang=fr>", "\ufeff<!doctype html>"].map(isHtml)).toEqual([true, true, true, true]);
    expect([fixture("complete"), "Titre <html>", "<script>"].map(isHtml)).toEqual([false, false, false]);
    expect(savedFrom(page)).toContain("projetId=4242");
  });

  it("is laid out as a browser does", () => {
    expect(textOf("<p>Titre<p>un  <b>deux</b>\ntrois<br>quatre<div>cinq</div>six")).toBe(
      "Titre\nun deux trois\nquatre\ncinq\nsix",
    );
    expect(textOf("<p>Contexte<p>a<p>b</p>c:<ul><li>d<li>e</ul><pre>e\n  f</pre>")).toBe(
      "Contexte\n\na\n\nb\n\nc:\n- d\n- e\n\ne\nf\n",
    );
    expect(textOf("<p>Titre<p>a<span hidden>b</span><i style='display: none'>c</i><script>d</script><!-- e -->")).toBe(
      "Titre\na",
    );
    expect(textOf("<ul><li>Menu</ul><p>Titre<ul><li>a</ul>")).toBe("Titre\na");
    expect(textOf("<p>Titre<p>&lt;b&gt; &amp;amp; &#8217;&hellip;&nbsp;&#x41;")).toBe("Titre\n<b> &amp; ’…\u00a0A");
    expect(textOf("<p>Titre<table><tr><td>a<td><table><tr><td>b</table></table>")).toBe("Titre\na\nb");
    const wide = "<tr><th>Nom du financeur<th>Montant<tr><td colspan=2>a<td>b";
    expect(textOf(`<p>Titre<table>${wide}</table>`)).toBe("Titre\nNom du financeur\tMontant\na\t\tb");
  });

  it("is refused when its markup has no end, in little time", () => {
    const refused = (markup: string) => {
      try {
        return textOf(markup).length;
      } catch (error) {
        return error instanceof FileRefused ? error.problems[0]?.reason : error;
      }
    };
    expect(refused("<div>".repeat(200_000))).toBe("html_too_deep");
    expect(refused("<table><tr><td>".repeat(100_000))).toBe("html_too_deep");
    expect(refused("<i>x</i>".repeat(200_000))).toBe("html_too_deep");
    const formats = Array.from({ length: 400 }, (_, n) => `<b id=${n}>`).join("");
    expect(refused(`<p>${formats}${"<p>x".repeat(100_000)}`)).toBe("html_too_deep");
    expect(refused(`<p>Titre${"<table><tr><td>".repeat(120)}a`)).toBe(7);
  });
});
