import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ImportCode } from "@/lib/import/codes";
import { importOfKind } from "@/lib/import/kinds/registry";
import { fixture } from "../../fixtures/legacy-page/pages";
import { openPlace, type Place } from "./support";

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

const posts = `jurisdictions;country;city;latitude;longitude;phone;email;website;type;QID;
Canada;Canada;Ottawa;45.44;-75.69;;;https://example.org/ottawa;embassy;Q101;
;Canada;Quebec City;;;;;;consulate general;Q102;
`;
const announcement = `Un partenariat entre deux villes

Le lundi 6 juin 2016, au Palais des congrès, le maire de Chartres a signé une convention avec le Togo pour 2 millions d’euros.
`;
const projects = `id,titre,langue,maitres_d_ouvrage,partenaires_etrangers,pays,thematiques
k1,Des puits à Ndiaré,fr,Commune de Poitiers,Commune de Ndiaré (Sénégal),Sénégal,
k2,Une école à Ndiaré,fr,Commune de Poitiers,Commune de Ndiaré (Sénégal),Sénégal,
`;

/** A file of each kind, made by us; territories move a commune that has a position and fill one that has none. */
const files: Record<ImportCode, () => Promise<string> | string> = {
  "legacy-page": () => place.write("detailProjet-7.txt", fixture("complete")),
  "twin-towns": () => path.resolve("tests/fixtures/twin-towns/list.csv"),
  posts: () => place.write("posts.csv", posts),
  iati: () => path.resolve("tests/fixtures/iati/complete.xml"),
  table: () => place.write("projects.csv", projects),
  news: () => place.write("announcement.txt", announcement),
  territories: async () => {
    const rows = await place.query<{ code: string }>(
      "SELECT code FROM territory WHERE level = 'commune' AND latitude IS NULL AND successor_id IS NULL ORDER BY code LIMIT 3",
    );
    return place.write(
      "centroids.csv",
      ["code,nom,lat,lon", ...rows.map(({ code }) => `${code},A,48.2,1.5`), "28085,Chartres,48.45,1.49", ""].join("\n"),
    );
  },
};

it.each(Object.keys(files) as ImportCode[])("%s: imported again, a file changes no row and makes no revision", async (kind) => {
  const file = await files[kind]();
  const run = () =>
    importOfKind(kind, place.url, [file], { dryRun: false, actor: "tester", ...(kind === "table" && { mapping: "atlas-csv" }) });
  const { counts } = await run();
  expect(counts.created + counts.updated).toBeGreaterThan(0);
  const { import_run: _, ...before } = await place.state();
  expect((await run()).counts).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: counts.created + counts.updated + counts.unchanged,
  });
  const { import_run: __, ...after } = await place.state();
  expect(after).toEqual(before);
});
