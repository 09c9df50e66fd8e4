import { truncateSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changed, cuts, fixture } from "../../fixtures/legacy-page/pages";
import { openPlace, type Place } from "./support";

let place: Place;
let before: Record<string, string>;
beforeAll(async () => {
  place = await openPlace();
  before = await place.state();
});
afterAll(() => place.close());

const page = fixture("complete");

describe("broken input", () => {
  it("is rejected with its reason, and writes nothing", async () => {
    const large = place.write("large.txt", "");
    truncateSync(large, 50 * 1024 * 1024);
    const files: [string, string][] = [
      [large, "too_large"],
      [place.write("empty.txt", ""), "empty"],
      [place.write("absent.txt", "x").replace("absent", "never"), "not_a_file"],
      [place.write("news.txt", "Partenariat avec une ville\n\nUn texte sans rapport.\n"), "not_legacy_page"],
      [place.write("binary.txt", Buffer.from([0x50, 0x4b, 3, 4, 0, 0])), "binary"],
      [place.write("utf16.txt", Buffer.from(`\ufeff${page}`, "utf16le")), "encoding_utf16"],
      [place.write("damaged.txt", Buffer.concat([Buffer.from(page), Buffer.from([0xff])])), "encoding_invalid"],
      [place.write("cut.txt", page.slice(0, page.length / 2)), "truncated"],
      [place.write("gap.txt", page.replace(/Historique\n.*?Objectif/s, "Objectif")), "label_missing"],
      [place.write("untitled.txt", changed(page, "Des puits pour les écoles de Fictiville", "")), "title_missing"],
    ];
    const report = await place.run(...files.map(([file]) => file));
    expect(report.files.map(({ status, lines }) => [status, lines[0]?.reason])).toEqual(
      files.map(([, reason]) => ["rejected", reason]),
    );
    for (const { lines } of report.files) expect(lines[0]).toHaveProperty("value");
    expect(report.counts).toMatchObject({ read: files.length, rejected: files.length });
    expect(await place.state()).toEqual(before);
  });

  it("is rejected wherever it is cut before the footer", async () => {
    const report = await place.run(...cuts(page).map((at) => place.write(`detailProjet-${at + 1}.txt`, page.slice(0, at))));
    expect(report.counts).toMatchObject({ created: 0, rejected: report.files.length });
    expect(await place.state()).toEqual(before);
  });

  it("never throws, and what is taken of it stays as it is the second time", async () => {
    const damages = fc.sample(
      fc.array(
        fc.record({
          at: fc.nat(page.length),
          length: fc.nat(60),
          by: fc.oneof(
            fc.string({ unit: "grapheme", maxLength: 20 }),
            fc.constantFrom(
              "\n",
              "Historique\n",
              " 12 000,5 2019\n",
              "x@example.org",
              "'; DROP TABLE project; --",
              "\u202e",
              "{0}",
            ),
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      { numRuns: 120, seed: 20170101 },
    );
    const files = damages.map((list, index) => {
      const text = list.reduce((was, { at, length, by }) => was.slice(0, at) + by + was.slice(at + length), page);
      return place.write(`detailProjet-${70_000 + index}.txt`, text);
    });
    const foreseen = await place.dryRun(...files);
    expect(await place.state()).toEqual(before);
    const rejected = files.filter((_, index) => foreseen.files[index]?.status === "rejected");
    await place.run(...rejected);
    expect(await place.state()).toEqual(before);
    const done = await place.run(...files);
    expect(done.files.map(({ status }) => status)).toEqual(foreseen.files.map(({ status }) => status));
    expect(done.counts.created).toBeGreaterThan(5);
    expect(done.counts.rejected).toBeGreaterThan(5);
    const after = await place.state();
    const again = await place.run(...files);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: done.counts.created });
    expect(await place.state()).toEqual(after);
  });
});

describe("inert values", () => {
  it("stores markup and SQL as text", async () => {
    const evil = `"><script>alert(1)</script>'; DROP TABLE project; --`;
    const report = await place.importPage(
      "detailProjet-66.txt",
      page.replace("Des puits pour les écoles de Fictiville", () => evil),
    );
    expect(report.status).toBe("created");
    expect(await place.query("SELECT title, slug_fr FROM project WHERE legacy_id = 66")).toEqual([
      { title: evil, slug_fr: "script-alert-1-script-drop-table-project" },
    ]);
  });
});
