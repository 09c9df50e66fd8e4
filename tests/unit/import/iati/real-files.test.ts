import { createReadStream, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { NotKept } from "@/lib/import/records/iati/not-kept";
import { decodeXml } from "@/lib/import/sources/iati/decode";
import { attributeOf, childOf, childrenOf, type IatiElement } from "@/lib/import/sources/iati/element";
import { parseIati } from "@/lib/import/sources/iati/parse";
import { faultsOf } from "@/lib/import/sources/iati/validate";
import { activitiesOf, elementsOf, hasRealFiles, realFiles, refusalOf, schemaFolder } from "../../../fixtures/iati/files";

/** Counts taken from the files with another parser (Python's ElementTree). */
const golden = {
  afd: { activities: 151, publishers: 1, untitled: 3, narratives: 1578, lost: 0, values: 1935, negative: 0, emptyPoints: 1 },
  maedi: { activities: 25, publishers: 1, untitled: 0, narratives: 223, lost: 0, values: 56, negative: 0, emptyPoints: 0 },
  mixed: {
    activities: 265,
    publishers: 19,
    untitled: 0,
    narratives: 7728,
    lost: 272,
    values: 2238,
    negative: 40,
    emptyPoints: 0,
  },
} as const;

async function elementsOfFile(file: string): Promise<IatiElement[]> {
  const found: IatiElement[] = [];
  for await (const { element } of parseIati(decodeXml(createReadStream(file)))) found.push(element);
  return found;
}

const hasText = (element: IatiElement) => childrenOf(element, "narrative").some(({ text }) => text.trim() !== "");

describe.skipIf(!hasRealFiles)("real files (needs ../shared)", () => {
  it.each(Object.entries(realFiles))("%s has the golden counts", async (name, file) => {
    const activities = await elementsOfFile(file);
    const all = activities.flatMap((activity) => [...elementsOf(activity)]);
    const named = (element: string) => all.filter((other) => other.name === element);
    const lostIn = (text: string) => text.split("\ufffd").length - 1;
    expect({
      activities: activities.length,
      publishers: new Set(activities.map((activity) => attributeOf(childOf(activity, "reporting-org"), "ref"))).size,
      untitled: activities.filter((activity) => !hasText(childOf(activity, "title") ?? activity)).length,
      narratives: named("narrative").length,
      lost: all.reduce((sum, { text, attributes }) => sum + lostIn([text, ...attributes.values()].join("")), 0),
      values: named("value").length,
      negative: named("value").filter(({ text }) => text.trim().startsWith("-")).length,
      emptyPoints: named("point").filter((point) => (childOf(point, "pos")?.text ?? "").trim() === "").length,
    }).toEqual(golden[name as keyof typeof golden]);
  });

  it("lists what is not kept of them", async () => {
    const notKept = new NotKept();
    for (const activity of await elementsOfFile(realFiles.mixed)) notKept.addActivity(activity);
    expect(Object.fromEntries(notKept.counts)).toMatchObject({
      "contact-info": 315,
      "policy-marker": 1626,
      "related-activity": 530,
      "planned-disbursement": 356,
      "document-link": 363,
      result: 42,
      "recipient-region": 49,
      "humanitarian-scope": 77,
      "sector[vocabulary=99]": 171,
      "sector[vocabulary=98]": 16,
      "sector[vocabulary=10]": 57,
      "tag[vocabulary=99]": 124,
      "transaction[transaction-type=11]": 122,
      "transaction[transaction-type=1]": 92,
      "iati-activity@hierarchy": 265,
    });
  });
});

describe.skipIf(!hasRealFiles)("fixtures of the standard (needs ../shared)", () => {
  const folder = path.join(schemaFolder, "fixtures");
  const files = (kind: string) =>
    readdirSync(path.join(folder, kind), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith(".xml"))
      .map((entry) => path.join(entry.parentPath, entry.name));
  // They state no version: "xx" stands for each.
  const contentOf = (file: string) => readFileSync(file, "utf8").replace('version="xx"', 'version="2.03"');

  it("those that should pass are read", async () => {
    const found = files("should-pass");
    const refused = await Promise.all(found.map(async (file) => [path.basename(file), await refusalOf(contentOf(file))]));
    expect(refused.filter(([, refusal]) => refusal !== null)).toEqual([]);
    const activities = await Promise.all(found.map(async (file) => (await activitiesOf(contentOf(file))).length));
    expect([found.length, Math.min(...activities)]).toEqual([58, 1]);
  });

  it("those that should fail against the schema are read or refused, and never worse", async () => {
    const found = files("should-fail");
    const outcomes = await Promise.all(found.map(async (file) => (await refusalOf(contentOf(file))) ?? "read"));
    expect(found.length).toBe(225);
    expect(outcomes.filter((outcome) => !/^(?:read|iati_version_unknown \d+|xml_malformed \d+ .*)$/.test(outcome))).toEqual([]);
  });
});

describe.skipIf(!hasRealFiles)("faultsOf (needs ../shared)", () => {
  it("finds the empty point of the AFD's file, and no fault in the publishers' one", async () => {
    const faults = await faultsOf(realFiles.afd, schemaFolder, "2.03");
    expect(faults.map(({ reason }) => reason)).toEqual(["schema_faults", "schema_fault"]);
    expect(faults[0]).toMatchObject({ value: "1", line: null });
    expect(faults[1]?.value).toContain("Element 'point'");
    expect(readFileSync(realFiles.afd, "utf8").split("\n")[(faults[1]?.line ?? 0) - 1]).toContain("<point");
    expect(await faultsOf(realFiles.mixed, schemaFolder, "2.03")).toMatchObject([{ reason: "schema_valid" }]);
  });

  it("tells when the folder has no schema of the version", async () => {
    expect(await faultsOf(realFiles.maedi, schemaFolder, "2.01")).toMatchObject([{ reason: "schema_missing", value: "2.01" }]);
    expect(await faultsOf(realFiles.afd, "/nowhere", "2.03")).toMatchObject([{ reason: "schema_missing" }]);
  });
});
