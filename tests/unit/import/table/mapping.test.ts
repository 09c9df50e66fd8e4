import { describe, expect, it } from "vitest";
import { loadMapping, shippedMappings } from "@/lib/import/mappings/load";
import { FileRefused } from "@/lib/import/source";
import { bind } from "@/lib/import/sources/table/binding";
import { fieldsOf } from "@/lib/import/sources/table/fields";
import { readHeader } from "@/lib/import/sources/table/header";
import { SeenKeys } from "@/lib/import/sources/table/identity";
import { parseMapping } from "@/lib/import/sources/table/mapping";
import { documentedReference, mappingReference } from "../../../check/import-mapping";
import { temporaryFiles } from "./files";

const write = temporaryFiles();

const source = { code: "essai", nameFr: "Essai", nameEn: "Test", publisher: "P", licence: null, licenceUrl: null, url: null };
const valid = {
  name: "essai",
  target: "subsidies",
  source,
  columns: {
    title: { headers: ["Objet"] },
    funder: { headers: ["Donneur"] },
    beneficiary: { headers: ["Receveur"] },
    amount: { headers: ["Montant"] },
  },
};

async function refusal(run: () => unknown): Promise<string[]> {
  try {
    await run();
  } catch (error) {
    if (error instanceof FileRefused) return error.problems.map(({ reason, column }) => `${reason} ${column ?? ""}`.trim());
    throw error;
  }
  return [];
}

describe("mappings", () => {
  it("names the path and the reason of everything that is wrong", async () => {
    const wrong = {
      ...valid,
      name: "Essai !",
      extra: 1,
      source: { ...source, licenceUrl: "javascript:alert(1)", publisher: undefined },
      formats: { decimal: ";" },
      columns: { ...valid.columns, title: { headers: [] }, amount: { headers: ["€ !"], header: "x" } },
    };
    expect((await refusal(() => parseMapping(wrong))).sort()).toEqual([
      "mapping_key_missing source.publisher",
      "mapping_key_unknown columns.amount.header",
      "mapping_key_unknown extra",
      "mapping_value_invalid columns.amount.headers.0",
      "mapping_value_invalid columns.title.headers",
      "mapping_value_invalid formats.decimal",
      "mapping_value_invalid name",
      "mapping_value_invalid source.licenceUrl",
    ]);
  });

  it("knows the fields of the table, and the headings that only one may claim", async () => {
    const { funder: _, ...columns } = valid.columns;
    const wrong = {
      ...valid,
      columns: { ...columns, date: { headers: ["OBJET"] }, signedYear: { headers: ["x"] }, constructor: { headers: ["y"] } },
    };
    expect((await refusal(() => parseMapping(wrong))).sort()).toEqual([
      "mapping_field_required columns.funder",
      "mapping_field_unknown columns.constructor",
      "mapping_field_unknown columns.signedYear",
      "mapping_heading_twice columns.date.headers.0",
    ]);
    expect(await refusal(() => parseMapping({ ...valid, columns, constants: { funder: "Ville" } }))).toEqual([]);
    expect(await refusal(() => parseMapping({ ...valid, keep: [{ headers: ["a"], is: ["b"], isNot: ["c"] }] }))).toEqual([
      "mapping_value_invalid keep.0",
    ]);
    for (const nothing of [null, [], "x", 1]) expect((await refusal(() => parseMapping(nothing))).length).toBeGreaterThan(0);
  });

  it("is found by name or read from a file", async () => {
    for (const name of shippedMappings.keys()) expect((await loadMapping(name)).name).toBe(name);
    expect((await loadMapping(write("own.json", `\ufeff${JSON.stringify(valid)}`))).name).toBe("essai");
    expect(await refusal(() => loadMapping(write("broken.json", "{")))).toEqual(["mapping_not_json"]);
    expect(await refusal(() => loadMapping("absent.json"))).toEqual(["not_a_file"]);
  });

  it("gives the export of the portal one column for each field, but the code that names hold", async () => {
    const { columns } = await loadMapping("atlas-csv");
    expect(Object.keys(columns).sort()).toEqual(
      Object.keys(fieldsOf.projects)
        .filter((field) => field !== "leadAuthorityCode")
        .sort(),
    );
    expect(Object.values(columns).every(({ headers }) => headers.length === 1)).toBe(true);
  });

  it("is documented as it is", () => {
    expect(documentedReference()).toBe(mappingReference().trim());
  });
});

describe("a mapping laid over a file", () => {
  const row = (cells: Record<string, string>) => ({ line: 2, cells: new Map(Object.entries(cells)), problems: [] });
  const over = (given: object, headings: string[]) => {
    const told: string[] = [];
    const binding = bind(
      parseMapping({ ...valid, ...given }),
      readHeader(headings, 1, () => {}),
      ({ reason, column }) => told.push(`${reason} ${column}`),
    );
    return { ...binding, told };
  };
  const headings = ["OBJET", "donneur", "Receveur", "Montant", "Service", "Reste"];

  it("refuses a file without a necessary column, and tells those that it does not take over", async () => {
    expect(await refusal(() => over({}, headings.slice(1)))).toEqual(["column_missing title"]);
    const two = { columns: { ...valid.columns, title: { headers: ["Objet", "Reste"] } } };
    expect(await refusal(() => over(two, headings))).toEqual(["column_missing title"]);
    expect(over({ keep: [{ headers: ["service"], is: ["x"] }] }, headings).told).toEqual(["column_unused Reste"]);
  });

  it("reads a value through its table, its end and its constant", () => {
    const columns = {
      ...valid.columns,
      inKind: { headers: ["Service"], values: { "Aide en Nature": "oui" } },
      beneficiary: { headers: ["Receveur"], dropEnd: "CA#!" },
    };
    const { stated } = over({ columns, constants: { currency: "EUR", funder: "Ville" } }, headings);
    const at = row({ service: "AIDE EN NATURE", receveur: "Club CA13!", donneur: "Autre" });
    expect(["inKind", "beneficiary", "currency", "funder", "title"].map((field) => stated(at, field)?.value)).toEqual([
      "oui",
      "Club",
      "EUR",
      "Autre",
      undefined,
    ]);
    expect(stated(row({}), "funder")).toEqual({ value: "Ville", line: 2, column: "funder" });
  });

  it("keeps the rows that fulfil every condition", () => {
    const { keeps } = over(
      {
        keep: [
          { headers: ["Objet", "Receveur"], contains: ["jumel*", "action internationale"] },
          { headers: ["Objet"], isNot: ["Fonctionnement"] },
        ],
      },
      headings,
    );
    const kept = [
      { objet: "Le JUMELAGE" },
      { objet: "Voyage", receveur: "Comité d’action internationale" },
      { objet: "transactions internationales" },
      { objet: "fonctionnement", receveur: "Comité de jumelage" },
      { receveur: "Comité de jumelage" },
      { objet: "Stade" },
    ].map((cells) => keeps(row(cells as Record<string, string>)));
    expect(kept).toEqual([true, true, false, false, false, false]);
  });
});

it("remembers a hundred thousand keys and takes none for another", () => {
  const seen = new SeenKeys();
  const keys = Array.from({ length: 100_000 }, (_, index) => `key ${index}`);
  expect(keys.every((key) => seen.add(key))).toBe(true);
  expect(keys.some((key) => seen.add(key))).toBe(false);
});
