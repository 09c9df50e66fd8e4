import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isSame, parseCitation } from "@/lib/cite/citation";
import { type Citation, citationAddress, isOurs, readCitation } from "@/lib/cite/queries";
import { closeDb } from "@/lib/core/db";
import { paramsOf } from "@/lib/core/parameters";
import { parseProjectQuery, queryFor, wholeList } from "@/lib/search/params";
import { readFigures } from "@/lib/statistics/figures";
import type { MeasureKey } from "@/lib/statistics/units";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let fund: number;

async function project(country: string, amount: number | null): Promise<number> {
  const id = await bench.project();
  await bench.place(id, { country_code: country });
  await bench.fund(id, fund, 2020, amount);
  return id;
}

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  fund = await bench.organisation({ name: "Fonds des eaux" });
  await project("SN", 1_000.5);
  await project("SN", 500);
  await project("ML", null);
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

const measures = ["projects", "cofunding", "stateShare"] as const satisfies readonly MeasureKey[];
const paramsIn = (address: string | null) => paramsOf(new URL(address ?? "http://none").searchParams);
const figuresOf = async (country: string) => Object.values(await readFigures(measures, queryFor("country", country)));

async function cited(...countries: string[]) {
  const subjects = countries.map((country) => `country-${country}`);
  return paramsIn(await citationAddress({ subjects }, await Promise.all(countries.map(figuresOf)), "fr"));
}

/** "measure was now same" of each figure, by column. */
function told(citation: Citation): string[][] {
  if (citation.state !== "ours") return [];
  return citation.columns.map(({ figures }) =>
    figures.map(({ measure, was, now, isSame }) => `${measure} ${was} ${now?.value ?? null} ${isSame}`),
  );
}

describe("an address that cites figures", () => {
  it("tells them as they were and as they are, of each subject", async () => {
    const params = await cited("SN", "ML");
    expect(await isOurs(params)).toBe(true);
    const before = await readCitation(params, "fr");
    expect([before.state, before.title, before.page]).toEqual([
      "ours",
      "Sénégal et Mali",
      { pathname: "/compare", query: { subjects: "country-SN,country-ML", add: "" } },
    ]);
    expect(told(before)).toEqual([
      ["projects 2 2 true", "cofunding 1500.5 1500.5 true", "stateShare 0 0 true"],
      ["projects 1 1 true", "cofunding null null true", "stateShare null null true"],
    ]);
    const added = await project("ML", 70);
    expect(told(await readCitation(params, "en"))).toEqual([
      ["projects 2 2 true", "cofunding 1500.5 1500.5 true", "stateShare 0 0 true"],
      ["projects 1 2 false", "cofunding null 70 false", "stateShare null 0 false"],
    ]);
    await bench.sql.query("DELETE FROM funding_line WHERE project_id = $1", [added]);
    await bench.sql.query("DELETE FROM project WHERE id = $1", [added]);
    expect(told(await readCitation(params, "en"))[1]).toEqual([
      "projects 1 1 true",
      "cofunding null null true",
      "stateShare null null true",
    ]);
  });

  it("of one subject leads to its page, of a search to the search, whatever its order and form", async () => {
    const one = await readCitation(await cited("SN"), "en");
    expect([one.title, one.page]).toEqual(["Senegal", { pathname: "/countries/[record]", record: "senegal" }]);
    const query = parseProjectQuery({ country: "SN", sort: "oldest", view: "table", page: "2" });
    const address = await citationAddress({ query }, [[{ measure: "projects", value: 2 }]], "en");
    const search = await readCitation(paramsIn(address), "fr");
    expect([search.state, search.page?.pathname, search.page?.query]).toEqual(["ours", "/projects", { country: "SN" }]);
    expect(told(search)).toEqual([["projects 2 2 true"]]);
    const whole = await citationAddress({ query: wholeList }, [Object.values(await readFigures(measures, wholeList))], "fr");
    expect((await readCitation(paramsIn(whole), "fr")).page?.pathname).toBe("/statistics");
  });

  it("is none where nothing is counted, or where an address of a day keeps the records", async () => {
    expect(await citationAddress({ subjects: ["country-CU"] }, [await figuresOf("CU")], "fr")).toBeNull();
    expect(await citationAddress({ subjects: [] }, [], "fr")).toBeNull();
    const query = parseProjectQuery({ country: "SN", at: "2026-11-01", state: "known" });
    expect(await citationAddress({ query }, [[{ measure: "projects", value: 2 }]], "fr")).toBeNull();
  });

  it("says of what is no more that it is so, and takes no other search for it", async () => {
    const body = await singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE id = $1", [fund]);
    const [gone, there] = [`organisation-${body}`.replace(/\d+$/, "999999999"), "country-SN"];
    const figures = await figuresOf("SN");
    const subjects = await readCitation(
      paramsIn(await citationAddress({ subjects: [gone, there] }, [figures, figures], "fr")),
      "fr",
    );
    expect(told(subjects)[0]?.[0]).toBe("projects 2 null false");
    expect(subjects.page).toEqual({ pathname: "/countries/[record]", record: "senegal" });
    const query = parseProjectQuery({ funder: "o999999999" });
    const search = await readCitation(
      paramsIn(await citationAddress({ query }, [[{ measure: "projects", value: 2 }]], "fr")),
      "fr",
    );
    expect([told(search), search.page]).toEqual([[["projects 2 null false"]], null]);
  });
});

it("takes two values for one figure where a reader reads the same", () => {
  expect([isSame("stateShare", "0.2023", 0.2031), isSame("stateShare", "0.2023", 0.21)]).toEqual([true, false]);
  expect([isSame("cofunding", "1500.50", 1_500.5), isSame("cofunding", "1500.50", 1_500.51)]).toEqual([true, false]);
  expect([isSame("projects", "x", null), isSame("projects", "x", 0), isSame("stateShare", "0", null)]).toEqual([
    true,
    false,
    false,
  ]);
});

describe("an address that we did not make", () => {
  let params: Record<string, string[]>;
  beforeEach(async () => {
    params = await cited("SN");
  });

  const changes: Record<string, Record<string, string[]>> = {
    "another value": { said: ["projects-9999_cofunding-1500.50_stateShare-0"] },
    "another measure": { said: ["ongoing-2_cofunding-1500.50_stateShare-0"] },
    "another day": { on: ["2020-01-01"] },
    "another subject": { subjects: ["country-ML"] },
    "a search instead of the subject": { subjects: [], country: ["SN"] },
    "no signature": { proof: [] },
    "a signature of another length": { proof: ["0"] },
    "a signature in letters beyond ASCII": { proof: ["é".repeat(32)] },
    "no figures": { said: [] },
    "hostile figures": { said: ["projects-1e999_cofunding--1"] },
    "a measure that there is none of": { said: ["constructor-2"] },
    "more figures than measures": { said: [Array.from({ length: 50 }, () => "projects-2").join("_")] },
    "no day": { on: ["yesterday"] },
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`with ${name} tells nothing that it says`, async () => {
      const altered = { ...params, ...change };
      expect(await isOurs(altered)).toBe(false);
      const citation = await readCitation(altered, "fr");
      expect(citation.state).toBe("not_ours");
      expect(JSON.stringify(citation)).not.toMatch(/9999|2020-01-01/);
    });
  }

  it("with nothing at all is read, and nothing it is", async () => {
    expect((await readCitation({}, "fr")).state).toBe("not_ours");
    expect(parseCitation({ said: "projects-1", on: "2026-02-30" }).cited).toBeNull();
  });

  it("is one made with another key, as of another portal", async () => {
    await bench.sql.query("UPDATE secret SET value = 'another' WHERE name = 'citation'");
    expect(await isOurs(params)).toBe(false);
  });
});
