import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { faultsOf } from "@/lib/import/sources/iati/validate";

const folder = mkdtempSync(path.join(tmpdir(), "atlas-schema-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A schema of `<iati-activities version>` with `<iati-activity number>` in it, whose type another file gives. */
function schemas(name: string, version: string, common = "common.xsd"): string {
  const activities = `<xs:element name="iati-activities"><xs:complexType><xs:sequence>
    <xs:element name="iati-activity" type="activity" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="version"/></xs:complexType></xs:element>`;
  const head = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" version="${version}">`;
  write(`${name}/iati-activities-schema.xsd`, `${head}<xs:include schemaLocation="${common}"/>${activities}</xs:schema>`);
  const type = '<xs:complexType name="activity"><xs:attribute name="number" type="xs:integer"/></xs:complexType>';
  write(`${name}/common.xsd`, `${head}${type}</xs:schema>`);
  write("outside.xsd", `${head}${type}</xs:schema>`);
  return path.join(folder, name);
}

const file = (...numbers: string[]) =>
  write(
    "file.xml",
    `<iati-activities version="2.03">\n${numbers.map((number) => `<iati-activity number="${number}"/>`).join("\n")}\n</iati-activities>`,
  );
const briefly = async (...given: Parameters<typeof faultsOf>) =>
  (await faultsOf(...given)).map(({ reason, line, value }) => [reason, line, value.split(":")[0]]);

describe("faultsOf", () => {
  it("validates with the files of the folder, or of the folder of the version", async () => {
    expect(await briefly(file("1", "2"), schemas("one", "2.03"), "2.03")).toEqual([["schema_valid", null, "2.03"]]);
    schemas("many/2.02", "2.02");
    schemas("many/2.03", "2.03");
    expect(await briefly(file("1", "x", "3", "y"), path.join(folder, "many"), "2.03")).toEqual([
      ["schema_faults", null, "2"],
      ["schema_fault", 3, "Element 'iati-activity', attribute 'number'"],
      ["schema_fault", 5, "Element 'iati-activity', attribute 'number'"],
    ]);
  });

  it("quotes the first faults only, and counts all", async () => {
    const faults = await briefly(file(...Array.from({ length: 100 }, () => "x")), schemas("one", "2.03"), "2.03");
    expect(faults[0]).toEqual(["schema_faults", null, "100"]);
    expect(faults.length).toBe(1 + limits.iatiQuotedFaults);
  });

  it.each(["../outside.xsd", path.join(folder, "outside.xsd"), "http://127.0.0.1:9/outside.xsd", "file:///etc/passwd"])(
    "a schema that asks for %s is none",
    async (common) => {
      expect(await briefly(file("1"), schemas("elsewhere", "2.03", common), "2.03")).toEqual([["schema_missing", null, "2.03"]]);
    },
  );

  it("a schema of another version, no schema, or no XML is none", async () => {
    expect(await briefly(file("1"), schemas("old", "2.02"), "2.03")).toEqual([["schema_missing", null, "2.03"]]);
    write("broken/iati-activities-schema.xsd", '<xs:schema version="2.03">');
    expect(await briefly(file("1"), path.join(folder, "broken"), "2.03")).toEqual([["schema_missing", null, "2.03"]]);
    expect(await briefly(file("1"), path.join(folder, "file.xml"), "2.03")).toEqual([["schema_missing", null, "2.03"]]);
  });

  it("a file beyond the bound is not validated", async () => {
    const large = write("large.xml", " ".repeat(limits.iatiValidatedBytes + 1));
    expect(await briefly(large, schemas("one", "2.03"), "2.03")).toEqual([
      ["schema_skipped", null, String(limits.iatiValidatedBytes + 1)],
    ]);
  });
});
