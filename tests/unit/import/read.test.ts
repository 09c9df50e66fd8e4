import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decodeText, readTextFile } from "@/lib/import/read";
import { fixture } from "../../fixtures/legacy-page/pages";

const folder = mkdtempSync(path.join(tmpdir(), "atlas-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function refusal(bytes: Buffer): [string, number | null, string] | null {
  const result = decodeText(bytes);
  const [problem] = result.ok ? [] : result.problems;
  return problem ? [problem.reason, problem.line, problem.value] : null;
}

/** Windows-1252 of a French text: Latin-1 but for a few signs. */
function windows1252(text: string): Buffer {
  const signs: Record<string, number> = { œ: 0x9c, "’": 0x92, "–": 0x96, "€": 0x80 };
  return Buffer.from(Array.from(text, (sign) => signs[sign] ?? sign.charCodeAt(0)));
}

describe("decodeText", () => {
  it("reads UTF-8, with or without a mark, and Windows-1252", () => {
    const text = fixture("complete");
    expect(decodeText(Buffer.from(text))).toMatchObject({ ok: true, file: { text, encoding: "utf-8" } });
    expect(decodeText(Buffer.from(`\ufeff${text}`))).toMatchObject({ ok: true, file: { text, encoding: "utf-8" } });
    expect(decodeText(windows1252(text))).toMatchObject({ ok: true, file: { text, encoding: "windows-1252" } });
  });

  it("refuses nothing, binary and other encodings, with the line and the byte", () => {
    expect(refusal(Buffer.alloc(0))).toEqual(["empty", null, "0"]);
    expect(refusal(Buffer.from(" \n\n\t"))).toEqual(["empty", 1, "4"]);
    expect(refusal(Buffer.from("Accueil\nTitre\0"))).toEqual(["binary", 2, "0x00"]);
    expect(refusal(Buffer.from("Accueil\n\n\u001b[1m"))).toEqual(["binary", 3, "0x1B"]);
    expect(refusal(Buffer.from([0x41, 0x0a, 0xe9, 0x81, 0x41]))).toEqual(["binary", 2, "0x81"]);
    expect(refusal(Buffer.from("\ufeffAccueil", "utf16le"))?.[0]).toBe("encoding_utf16");
    expect(refusal(Buffer.concat([Buffer.from("é\nà\n"), Buffer.from([0xff]), Buffer.from("é")]))).toEqual([
      "encoding_invalid",
      3,
      "0xFF",
    ]);
  });

  it("tells a character cut at the end from another encoding", () => {
    expect(refusal(Buffer.from("déjà\nœuvr").subarray(0, 8))).toEqual(["truncated", 2, ""]);
  });
});

describe("readTextFile", () => {
  it("refuses what is no file, without waiting for it", async () => {
    expect(await readTextFile(path.join(folder, "absent.txt"), 100)).toMatchObject({ problems: [{ reason: "not_a_file" }] });
    expect(await readTextFile(folder, 100)).toMatchObject({ problems: [{ reason: "not_a_file" }] });
    expect(await readTextFile("/dev/zero", 100)).toMatchObject({ problems: [{ reason: "not_a_file" }] });
    expect(await readTextFile("bad\0name", 100)).toMatchObject({ ok: false });
  });

  it("refuses a large file by its size alone", async () => {
    const file = fileOf("large.txt", "");
    truncateSync(file, 50 * 1024 * 1024);
    expect(await readTextFile(file, 1_000)).toEqual({
      ok: false,
      problems: [{ line: null, column: null, value: "52428800", reason: "too_large" }],
    });
    expect(await readTextFile(fileOf("fits.txt", "a".repeat(1_000)), 1_000)).toMatchObject({ ok: true });
    expect(await readTextFile(fileOf("exceeds.txt", "a".repeat(1_001)), 1_000)).toMatchObject({ ok: false });
  });
});
