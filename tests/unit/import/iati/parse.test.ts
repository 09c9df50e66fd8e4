import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { childOf } from "@/lib/import/sources/iati/element";
import { activitiesOf, completeFile, elementsOf, fileOf, identifierOf, refusalOf } from "../../../fixtures/iati/files";

const activity = (id: string, inside = "") => `<iati-activity><iati-identifier>${id}</iati-identifier>${inside}</iati-activity>`;
const complete = readFileSync(completeFile);

describe("parseIati", () => {
  it("gives the activities one by one, with the lines on which they start", async () => {
    const found = await activitiesOf(complete);
    expect(found.map((one) => [identifierOf(one), one.element.line, one.version, one.oversized])).toEqual([
      ["FR-EX-2024-001", 3, "2.03", false],
      ["FR-EX-2024-002", 71, "2.03", false],
      ["", 91, "2.03", false],
      ["FR-EX-2024-004", 95, "2.03", false],
      ["FR-EX-2024-005", 101, "2.03", false],
    ]);
  });

  it("reads the same whatever the pieces", async () => {
    const whole = await activitiesOf(complete);
    for (const size of [1, 7, 513, 4096]) expect(await activitiesOf(complete, size)).toEqual(whole);
  });

  it("keeps CDATA, entities and the line of a tag that runs on", async () => {
    const [one] = await activitiesOf(
      fileOf('<iati-activity\n xml:lang="fr"><title\n><narrative>a &amp; b<![CDATA[ <c>]]></narrative></title></iati-activity>'),
    );
    expect(one?.element.line).toBe(3);
    const [, title, narrative] = [...elementsOf(one?.element ?? expect.fail())];
    expect([title?.line, narrative?.text]).toEqual([4, "a & b <c>"]);
  });

  it("tells elements of other namespaces apart from IATI's", async () => {
    const inside = '<x:title xmlns:x="urn:x"/><title xmlns="urn:y"/><title x:lang="no" xmlns:x="urn:x" xml:lang="fr"/>';
    const [one] = await activitiesOf(fileOf(activity("A", inside)));
    expect(one?.element.children.map(({ name }) => name)).toEqual(["iati-identifier", "x:title", "{urn:y}title", "title"]);
    expect([...(childOf(one?.element ?? expect.fail(), "title")?.attributes ?? [])]).toEqual([["xml:lang", "fr"]]);
  });

  it.each(["2.01", "2.02", "2.03"])("reads version %s", async (version) => {
    expect(await activitiesOf(fileOf(activity("A"), version))).toMatchObject([{ version }]);
  });
});

describe("files that are refused", () => {
  const bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  const external = '<!DOCTYPE a SYSTEM "file:///etc/passwd">';
  it.each([
    ["an old version", fileOf(activity("A"), "1.05"), "iati_version_unknown 2 1.05"],
    ["a version to come", fileOf(activity("A"), "2.04"), "iati_version_unknown 2 2.04"],
    ["no version", "<iati-activities><iati-activity/></iati-activities>", "iati_version_unknown 1"],
    ["organisations", '<iati-organisations version="2.03"/>', "not_iati 1 iati-organisations"],
    ["a root of another namespace", '<iati-activities xmlns="urn:x" version="2.03"/>', "not_iati 1 iati-activities"],
    ["a page", "<!DOCTYPE html><html></html>", "xml_doctype 1"],
    ["an entity bomb", `${bomb}<iati-activities version="2.03">&b;</iati-activities>`, "xml_doctype 1"],
    ["an external entity", `${external}<iati-activities version="2.03"/>`, "xml_doctype 1"],
    ["an entity without declaration", fileOf(activity("&b;")), "xml_malformed 3 undefined entity."],
    ["text", "iati-activities", "not_xml 1"],
    ["nothing", "", "empty 1"],
    ["spaces", " \n\n", "empty 3"],
    ["no activity", fileOf(""), "iati_without_activity 5"],
    ["tags that cross", fileOf("<iati-activity><a></b></a></iati-activity>"), "xml_malformed 3 unexpected close tag."],
    [
      "a prefix without a namespace",
      fileOf("<iati-activity><x:a/></iati-activity>"),
      'xml_malformed 3 unbound namespace prefix: "x".',
    ],
    ["two roots", `${fileOf(activity("A"))}<b/>`, "xml_malformed 5 documents may contain only one root."],
    ["a control", fileOf(activity("\u0001")), "xml_malformed 3 disallowed character."],
  ])("%s", async (_, content, expected) => {
    expect(await refusalOf(content)).toBe(expected);
    expect((await refusalOf(content, 3))?.split(" ")[0]).toBe(expected.split(" ")[0]);
  });

  it("a file cut anywhere", async () => {
    const end = complete.lastIndexOf("</iati-activities>");
    for (let length = 40; length < end + 10; length += 37)
      expect(await refusalOf(complete.subarray(0, length)), String(length)).toMatch(/^(?:xml_truncated|encoding_invalid) /);
  });

  it("nesting, texts, tags and comments without end", async () => {
    const deep = "<a>".repeat(limits.xmlDepth);
    expect(await refusalOf(fileOf(`<iati-activity>${deep}`))).toBe("xml_too_deep 3");
    const long = "x".repeat(limits.xmlTokenCharacters + 100_000);
    for (const start of ["<iati-activity><a>", "<iati-activity a='", "<!--", "<iati-activity><![CDATA[", "<?p "])
      expect(await refusalOf(fileOf(`${start}${long}`)), start).toBe("xml_token_too_long 3");
    expect(await refusalOf(`<!DOCTYPE a [${long}`)).toBe("xml_token_too_long 1");
  });

  it("an activity beyond the bound is emptied, the others are read", async () => {
    const many = "<result>0123456789</result>".repeat(limits.iatiActivityCharacters / 27 + 1);
    const found = await activitiesOf(fileOf(activity("A") + activity("B", many) + activity("C")));
    expect(found.map((one) => [identifierOf(one), one.oversized, one.element.children.length])).toEqual([
      ["A", false, 1],
      ["B", true, 1],
      ["C", false, 1],
    ]);
  });
});

describe("encodings", () => {
  const named = (encoding: string) => fileOf(activity("Évian €")).replace('"1.0"', `"1.0" encoding="${encoding}"`);
  const oneByte = (text: string) => Buffer.from(text.replace("€", "\u0080"), "latin1");
  const read = async (bytes: Buffer, size?: number) => (await activitiesOf(bytes, size)).map(identifierOf).join();

  it.each([
    ["UTF-8", Buffer.from(named("UTF-8"))],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${named("utf-8")}`)],
    ["UTF-8 with a mark, which wins", Buffer.from(`\ufeff${named("windows-1252")}`)],
    ["Windows-1252", oneByte(named("windows-1252"))],
    ["Latin-1, as it is written in fact", oneByte(named("ISO-8859-1"))],
    ["UTF-16", Buffer.from(`\ufeff${named("UTF-16")}`, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\ufeff${named("UTF-16")}`, "utf16le").swap16()],
  ])("%s", async (_, bytes) => {
    for (const size of [1, 5, 64_000]) expect(await read(bytes, size)).toBe("Évian €");
  });

  it("refuses what is no text of its encoding, at its line, and encodings that it does not know", async () => {
    expect(await refusalOf(oneByte(named("UTF-8")))).toBe("encoding_invalid 3");
    const late = fileOf(`${activity("A")}\n`.repeat(4_000) + activity("\u00ff"));
    expect(await refusalOf(Buffer.from(late, "latin1"))).toBe("encoding_invalid 4003");
    expect(await refusalOf(named("x-klingon"))).toBe("encoding_unknown 1 x-klingon");
  });
});
