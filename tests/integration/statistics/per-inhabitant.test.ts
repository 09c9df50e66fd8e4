import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { readPerInhabitant } from "@/lib/statistics/per-inhabitant";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

it("divides what an authority gave by the population of its territory, of a stated year", async () => {
  const territory = await singleValue<number>(
    bench.sql,
    "UPDATE territory SET population = 20000, population_year = 2023 WHERE code = '28085' RETURNING id AS value",
  );
  const [town, other] = [
    await bench.organisation({ kind_code: "commune", territory_id: territory }),
    await bench.organisation({ kind_code: "commune" }),
  ];
  const project = await bench.project();
  const idOf = (id: number) => singleValue<string>(bench.sql, `SELECT public_id AS value FROM organisation WHERE id = ${id}`);
  expect(await readPerInhabitant(await idOf(town), "fr")).toBeNull();
  await bench.fund(project, town, 2018, 30_000);
  await bench.fund(project, town, 2019, null);
  await bench.fund(project, other, 2018, 5_000);
  const found = await readPerInhabitant(await idOf(town), "fr");
  expect(found).toMatchObject({ value: 1.5, population: 20_000, year: 2023, given: { value: 30_000 } });
  expect(found?.given.notes).toEqual({ lines: 1, linesWithoutAmount: 1 });
  expect(found?.source).not.toBe("");
  expect(await readPerInhabitant(await idOf(other), "fr")).toBeNull();
  expect(await readPerInhabitant("o999999", "fr")).toBeNull();
});
