import { seededRandom } from "../../support/random";
import { insertRow, singleValue } from "../../support/rows";
import type { Bench } from "../quality/support";

type Values = Record<string, string | number | boolean | null>;

/** Projects with every fact that figures could trip over: none at all, contradictory dates, amounts of all sorts, shared bodies. */
export async function addOddRecords(bench: Bench): Promise<void> {
  const random = seededRandom(5);
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const territory = (code: string) => singleValue<number>(bench.sql, `SELECT id AS value FROM territory WHERE code = '${code}'`);
  const authorities = [
    await bench.organisation({ kind_code: "commune", territory_id: await territory("28085") }),
    await bench.organisation({ kind_code: "region", territory_id: await territory("R53") }),
    await bench.organisation({ kind_code: "syndicate" }),
    await bench.organisation({ kind_code: "commune", country_code: "RE" }),
    await bench.organisation({ kind_code: "region", country_code: null }),
  ];
  const others = [
    await bench.organisation(),
    await bench.organisation({ kind_code: "foreign_municipality", country_code: "ML" }),
  ];
  const funders = [
    await bench.organisation({ kind_code: "state_body" }),
    await bench.organisation({ kind_code: "state_body", country_code: "ML" }),
    ...others,
  ];
  const roles = ["lead_authority", "implementing_body", "french_partner", "foreign_partner", "funder", "beneficiary"];
  let position = 0;
  for (let count = 0; count < 60; count++) {
    const project = await bench.project(oddDates(pick, random));
    for (const body of [...authorities, ...others])
      for (const role of roles) if (random(9) === 0) await bench.take(project, body, role);
    for (const country of ["SN", "ML", "CA", "FR"]) if (random(3) === 0) await bench.place(project, { country_code: country });
    for (let line = random(4); line > 0; line--) {
      const values = {
        funder_id: pick(funders),
        year: pick([null, 1998, 2018, 2019]),
        amount: pick([null, 0, 0.01, 99.99, 1_000, 250_000.5]),
        kind: pick(["cofunding", "cofunding", "cofunding", "budget", "commitment", "disbursement"]),
        currency: pick(["EUR", "EUR", "EUR", "CAD"]),
        in_kind: random(4) === 0,
      };
      await insertRow(bench.sql, "funding_line", { project_id: project, position: ++position, ...values });
    }
  }
}

/** Years of beginnings and ends, of every precision; an agreement may be younger than the end. */
function oddDates(pick: <T>(all: readonly T[]) => T, random: (limit: number) => number): Values {
  const start = pick([null, "1998-01-01", "2018-01-01", "2031-01-01"]);
  const end = pick([null, ["2018-12-31", "day"], ["2035-06-01", "month"], ["2036-01-01", "year"], ["1999-01-01", "year"]]);
  const inOrder = end !== null && start !== null && String(end[0]) < start ? null : end;
  return {
    start_on: start,
    start_precision: start && "year",
    end_on: inOrder?.[0] ?? null,
    end_precision: inOrder?.[1] ?? null,
    signed_year: pick([null, 1998, 2017]),
    declared_status_code: pick([null, "ongoing", "closed", "planned", "suspended"]),
    form_code: random(2) === 0 ? "twinning" : null,
  };
}
