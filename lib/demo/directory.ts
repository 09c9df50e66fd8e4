import type { ClientBase } from "pg";
import { insertRows, takeIds } from "@/lib/core/bulk";
import { postName } from "@/lib/posts/names";
import { frenchCityNames } from "@/lib/reference/city-names";
import content from "./content/directory.json";
import type { Tally } from "./transaction";

type Origin = { origin: "demo"; source_id: number };

/** Embassies as a directory has them: functions without names, an address that leads nowhere, verified or not. */
async function addPosts(client: ClientBase, origin: Origin, tally: Tally): Promise<void> {
  const { rows: seated } = await client.query<{ country: string }>(
    "SELECT country_code::text AS country FROM diplomatic_post WHERE kind = 'embassy' AND country_code = ANY($1)",
    [content.posts.map(({ country }) => country)],
  );
  const posts = content.posts.filter(({ country }) => !seated.some((row) => row.country === country));
  const ids = await takeIds(client, "diplomatic_post", posts.length);
  const add = async (table: string, rows: Parameters<typeof insertRows>[2]) =>
    tally.add(table, await insertRows(client, table, rows));
  const rows = posts.map(({ country, city, latitude, longitude, verifiedOn }, at) => {
    const cityFr = frenchCityNames[country]?.[city as "London"] ?? city;
    return {
      id: ids[at] ?? 0,
      kind: "embassy",
      name_fr: postName("fr", "embassy", cityFr),
      name_en: postName("en", "embassy", city),
      ...{ city_fr: cityFr, city_en: city, country_code: country, latitude, longitude, verified_on: verifiedOn },
      generic_email: content.email.replace("{country}", country.toLowerCase()),
      ...origin,
    };
  });
  await add("diplomatic_post", rows);
  await add(
    "post_jurisdiction",
    rows.map(({ id, country_code }) => ({ post_id: id, country_code })),
  );
  await add(
    "contact",
    rows.flatMap(({ id, verified_on }) =>
      content.functions.map((code) => ({
        ...{ post_id: id, function_code: code, visibility: "public", opted_out: false, verified_on },
        ...origin,
      })),
    ),
  );
}

async function addOffice(client: ClientBase, origin: Origin, tally: Tally): Promise<void> {
  const { code, siren, name, city, email, verifiedOn } = content.office;
  const { rowCount } = await client.query(
    `INSERT INTO office (code, kind, name_fr, name_en, city, generic_email, organisation_id, verified_on, origin, source_id)
     SELECT $1, 'international_office', $2, $3, $4, $5, organisation_id, $6, 'demo', $7 FROM organisation_code
     WHERE scheme = 'siren' AND code = $8 ON CONFLICT DO NOTHING`,
    [code, name.fr, name.en, city, email, verifiedOn, origin.source_id, siren],
  );
  tally.add("office", rowCount ?? 0);
}

/** Adds the demo entries of the directory of contacts, inside the caller's transaction; a country that has an embassy keeps it. */
export async function addDirectory(client: ClientBase, source: number, tally: Tally): Promise<void> {
  const origin = { origin: "demo", source_id: source } as const;
  await addPosts(client, origin, tally);
  await addOffice(client, origin, tally);
}
