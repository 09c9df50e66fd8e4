import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importOfKind } from "@/lib/import/kinds/registry";
import { changed, fixture } from "../../fixtures/legacy-page/pages";
import { openPlace, type Place } from "./support";

// In text, a lone "2012" is an amount or a year: only with an amount beside it do both forms say the same.
const text = changed(fixture("complete"), "étrangers 2012", "étrangers 300 2012");
const page = readFileSync(new URL("../../fixtures/legacy-page/complete/page.html", import.meta.url), "utf8");
const html = changed(page, "&eacute;trangers</td><td></td><td>", "&eacute;trangers</td><td>300</td><td>");

let place: Place;
let folder: string;
beforeAll(async () => {
  place = await openPlace();
  folder = path.dirname(place.write("marker", ""));
});
afterAll(() => place.close());

const run = (...paths: string[]) => importOfKind("legacy-page", place.url, paths, { dryRun: false, actor: "tester" });

function put(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe("a page saved as HTML", () => {
  it("is the record that its text is", async () => {
    expect((await run(put("same/detailProjet-4242.txt", text))).counts).toMatchObject({ created: 1 });
    const before = await place.state();
    // Its number stands in the comment of the browser.
    const report = await run(put("same/page.html", html));
    expect(report.counts).toMatchObject({ read: 1, unchanged: 1 });
    expect(await place.state()).toEqual(before);
  });

  it("is read in the encodings of its time", async () => {
    const latin = html
      .replace("charset=UTF-8", "charset=ISO-8859-15")
      .replaceAll("&oelig;", "\u00bd")
      .replaceAll("&eacute;", "é");
    expect((await run(put("same/latin.htm", Buffer.from(latin, "latin1")))).counts).toMatchObject({ unchanged: 1 });
  });

  it("keeps amounts apart that text runs together", async () => {
    const split = changed(page, "<td>12&nbsp;500</td><td></td>", "<td>514</td><td>200</td>").replaceAll("4242", "4243");
    const [report] = (await run(put("same/split.html", split))).files;
    expect(report?.lines.map(({ reason }) => reason)).not.toContain("amount_unreadable");
    const lines = await place.query(
      `SELECT f.amount::text, f.year FROM funding_line f JOIN project p ON p.id = f.project_id
       WHERE p.legacy_id = 4243 AND f.position IN (0, 3) ORDER BY f.position`,
    );
    expect(lines).toEqual([
      { amount: "514.00", year: 2010 },
      { amount: null, year: 2012 },
    ]);
  });
});

describe("a folder", () => {
  it("stands for the files in it, sorted, and tells what it leaves out", async () => {
    put("pages/b.txt", fixture("doubtful"));
    put("pages/a/detailProjet-4242.TXT", text);
    put("pages/.hidden.txt", "x");
    put("pages/.git/c.txt", "x");
    put("pages/notes.pdf", "x");
    put("pages/saved.html", html);
    put("pages/saved_files/frame.html", "<html>");
    symlinkSync(path.join(folder, "pages"), path.join(folder, "pages", "again"));
    const report = await run(path.join(folder, "pages"));
    expect(report.files.map(({ file, status }) => [file, status])).toEqual([
      ["pages", "unchanged"],
      ["detailProjet-4242.TXT", "unchanged"],
      ["b.txt", "created"],
      ["saved.html", "rejected"],
    ]);
    expect(report.files[0]?.lines).toMatchObject([{ level: "note", reason: "file_ignored", value: "notes.pdf" }]);
    // The same record twice in one run, said differently.
    expect(report.files[3]?.lines.map(({ reason }) => reason)).toEqual(["record_twice"]);
  });

  it("without a file of the kind is an error", async () => {
    put("others/list.csv", "x");
    const report = await run(path.join(folder, "others"));
    expect(report.counts).toMatchObject({ rejected: 1 });
    expect(report.files[0]?.lines.map(({ reason }) => reason)).toEqual(["folder_empty"]);
  });
});
