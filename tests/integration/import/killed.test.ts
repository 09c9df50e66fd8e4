import { afterEach, describe, expect, it } from "vitest";
import { root } from "@/lib/launcher/lock.mjs";
import { launch } from "../../support/project-copy";
import { seededRandom } from "../../support/random";
import { openPlace, type Place } from "./support";

/** Each kind is killed so often: ten times in all. */
const killsEach = 5;
const records = 400;

const countries = ["Allemagne", "Sénégal", "Japon"];

async function twinnings(place: Place): Promise<string> {
  const rows = await place.query<{ name: string }>(
    "SELECT name FROM territory WHERE level = 'commune' GROUP BY 1 HAVING count(*) = 1 ORDER BY 1 LIMIT $1",
    [records],
  );
  const lines = rows.map(({ name }, index) => `${name},,,Ville inventée ${index},${countries[index % countries.length]},,,city1`);
  return ["french_city,lat,lon,partner_city,partner_country,partner_lat,partner_lon,france_side", ...lines].join("\n");
}

function projects(): string {
  const lines = Array.from(
    { length: records },
    (_, index) =>
      `k${index},Projet inventé ${index},fr,Commune de Lille,Association inventée ${index % 200},eau et assainissement`,
  );
  return ["id,titre,langue,maitres_d_ouvrage,maitres_d_oeuvre,thematiques", ...lines].join("\n");
}

const kinds = [
  { kind: "twin-towns", options: [], contentOf: twinnings },
  { kind: "table", options: ["--mapping", "atlas-csv"], contentOf: projects },
] as const;

/** The command in a process of its own, and when it began to write records. */
function command(place: Place, kind: string, options: readonly string[], file: string) {
  const running = launch(root, ["atlas", "import", kind, file, "--json", ...options], { DATABASE_URL: place.url, LANG: "C" });
  const began = new Promise<void>((resolve) => {
    running.child.stderr?.on("data", () => resolve());
    void running.ended.then(() => resolve());
  });
  return { ...running, began };
}

describe.each(kinds)("an import of kind $kind that is killed", ({ kind, options, contentOf }) => {
  let place: Place;
  afterEach(() => place.close());

  it(`leaves the database as before or as after, at any of ${killsEach} moments`, { timeout: 300_000 }, async () => {
    place = await openPlace();
    const content = await contentOf(place);
    const whole = command(place, kind, options, place.write("list.csv", content));
    await whole.began;
    const start = performance.now();
    await whole.ended;
    const duration = performance.now() - start;
    const { counts } = JSON.parse(whole.result());
    expect(counts.created).toBeGreaterThan(0.9 * records);
    await place.close();

    place = await openPlace();
    const before = await place.state();
    const seed = Math.trunc(start);
    const random = seededRandom(seed);
    for (let kill = 0; kill < killsEach; kill++) {
      const running = command(place, kind, options, place.write("list.csv", content));
      await running.began;
      await new Promise((resolve) => setTimeout(resolve, random(duration)));
      running.child.kill("SIGKILL");
      await running.ended;
      await leftAlone(place);
      const after = await place.state();
      if (after.import_run === before.import_run) {
        expect(after, `seed ${seed}, kill ${kill}`).toEqual(before);
        continue;
      }
      // It had ended: there is nothing left to do.
      const again = command(place, kind, options, place.write("list.csv", content));
      await again.ended;
      expect(JSON.parse(again.result()).counts).toMatchObject({ created: 0, updated: 0, unchanged: counts.created });
      await place.close();
      place = await openPlace();
    }
    const last = command(place, kind, options, place.write("list.csv", content));
    await last.ended;
    expect(JSON.parse(last.result()).counts).toEqual(counts);
  });
});

/** Until the database has noticed that its client is gone. */
async function leftAlone(place: Place): Promise<void> {
  for (;;) {
    const others = await place.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    if (others.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
