import type { Client } from "pg";
import { normaliseName } from "@/lib/core/text";
import type { AgreementKind } from "@/lib/news/schema";
import { isSigning, passageOf, type Sentence } from "./passages";

/** The signature that a text tells. `placeName`: as the text writes it; `countryCode`: of the large town in that name. */
export type StatedAgreement = {
  kind: AgreementKind;
  placeName: string | null;
  countryCode: string | null;
  passage: string;
  line: number;
};

const place =
  /(?:^|[\s,])(?:au|aux|à la|à l[’']|à|in|at the|at)\s+(\p{Lu}[\p{L}’'-]*(?:\s+(?:(?:de|du|des|la|le|les|of|the)\s+|d[’'])*\p{Lu}[\p{L}’'-]*)*)/u;

/** Inhabitants of a town that is meant by its bare name. */
const largeTown = 100_000;

/** Country of the large town whose name ends the name of a place: "Centre culturel de Lomé" is in Togo. */
async function countryOf(client: Client, placeName: string): Promise<string | null> {
  const words = placeName.split(/\s+/);
  const ends = words.map((_, index) => normaliseName(words.slice(index).join(" "))).filter(Boolean);
  const { rows } = await client.query<{ code: string }>(
    `SELECT country_code::text AS code, population FROM place WHERE normalised_names && $1::text[] AND population >= $3
     UNION ALL SELECT 'FR', population FROM territory WHERE joined_name(name_key(name)) COLLATE "C" = ANY($2::text[])
       AND level = 'commune' AND population >= $3
     ORDER BY population DESC LIMIT 1`,
    [ends, ends.map((name) => name.replaceAll(" ", "")), largeTown],
  );
  return rows[0]?.code ?? null;
}

/** The signature that a text tells first; null when it tells of none. */
export async function agreementIn(client: Client, sentences: readonly Sentence[]): Promise<StatedAgreement | null> {
  const sentence = sentences.find(({ value }) => isSigning(value));
  if (!sentence) return null;
  const placeName = place.exec(sentence.value)?.[1] ?? null;
  const kind = /partenariat stratégique|strategic partnership/iu.test(sentence.value)
    ? "strategic_partnership"
    : /partenariat|partnership/iu.test(sentence.value)
      ? "partnership"
      : "other";
  const start = Math.max(0, sentence.value.search(/sign(?:é|er|ed)/iu));
  return {
    kind,
    placeName,
    countryCode: placeName && (await countryOf(client, placeName)),
    passage: passageOf(sentence.value, start, start + 5),
    line: sentence.line,
  };
}
