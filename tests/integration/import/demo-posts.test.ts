import { afterAll, beforeAll, expect, it } from "vitest";
import { loadDemo } from "@/lib/demo/load";
import { wipeDemo } from "@/lib/demo/wipe";
import { fixture } from "../../fixtures/legacy-page/pages";
import { openPlace, type Place } from "./support";

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place?.close());

const dakar = `SELECT p.origin::text AS origin, p.generic_email, p.verified_on, count(DISTINCT j.id)::int AS rules,
    count(c.id) FILTER (WHERE c.origin = 'demo')::int AS invented, count(c.id) FILTER (WHERE c.origin <> 'demo') > 0 AS people
  FROM diplomatic_post p LEFT JOIN contact c ON c.post_id = p.id LEFT JOIN post_jurisdiction j ON j.post_id = p.id
  WHERE p.name_fr = 'Ambassade de France à Dakar' GROUP BY p.id`;

it("a legacy page takes over the demonstration post that it names: nothing invented stays, and it outlives the demonstration", async () => {
  await loadDemo(place.url, { projects: 10 });
  expect(await place.query(dakar)).toMatchObject([{ origin: "demo", invented: 2, people: false, rules: 1 }]);
  const report = await place.importPage("detailProjet-4242.txt", fixture("complete"));
  expect(report.status).toBe("created");
  const taken = { origin: "imported", generic_email: null, verified_on: null, invented: 0, people: true, rules: 1 };
  expect(await place.query(dakar)).toEqual([taken]);
  await wipeDemo(place.url);
  expect(await place.query(dakar)).toEqual([taken]);
});
