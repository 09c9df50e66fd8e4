import type { Client } from "pg";
import { AtlasError } from "@/lib/core/errors";
import { normaliseName } from "@/lib/core/text";
import { countsOf, type PlacesContext, type PlacesReport } from "../places/context";
import { ownershipOf } from "../places/history";
import type { Problem } from "../reasons";
import { type PostRow, postRows } from "../sources/posts/rows";
import { encodingNote, parseSmallTable, readSmallFile } from "../sources/small-table";
import { draftOf, type PostDraft } from "./draft";
import { type CountryNames, capitalOf, loadCountryNames, loadPlaceCandidates } from "./places";
import { planPosts } from "./plan";
import { chooseSeat } from "./seat";
import { loadStoredPosts } from "./stored";
import { writePosts } from "./write";

const sourceCode = "wikidata-posts";

/**
 * Imports a list of French diplomatic posts (the columns of the list of missions made from Wikidata) inside the caller's
 * transaction. Importing it twice changes nothing. Throws `FileRefused` for a file that is none of the kind, and
 * `invalid_input` when the reference data are not loaded.
 */
export async function importPosts(client: Client, file: string, context: PlacesContext): Promise<PlacesReport> {
  const read = await readSmallFile(file);
  const table = parseSmallTable(read.text);
  const { rows, problems: unreadable } = postRows(table);
  const sourceId = await sourceIdOf(client);
  const { drafts, problems: doubts } = await draftsOf(client, rows);
  const posts = await loadStoredPosts(client);
  const ids = posts.map(({ publicId }) => publicId);
  const plan = planPosts(drafts, posts, await ownershipOf(client, "diplomatic_post", ids, sourceCode));
  const [created, updated] = [plan.create.length, plan.update.length];
  const { actor } = context;
  const revisions =
    created + updated === 0
      ? 0
      : await writePosts(client, plan, { sourceId, importRunId: await context.importRun(sourceCode), actor });
  const problems = [...encodingNote(read), ...unreadable, ...doubts, ...plan.problems];
  const total = table.rows.length + table.problems.length;
  const { encoding, sha256 } = read;
  return { encoding, sha256, counts: countsOf(total, { created, updated, problems }), problems, revisions };
}

async function sourceIdOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ id: number }>("SELECT id FROM source WHERE code = $1", [sourceCode]);
  if (rows[0]) return rows[0].id;
  throw new AtlasError("invalid_input", "The reference data are not loaded: run `reference load` first.");
}

/** Drafts of the rows whose country and seat are known; the others are told. */
async function draftsOf(client: Client, rows: readonly PostRow[]): Promise<{ drafts: PostDraft[]; problems: Problem[] }> {
  const names = await loadCountryNames(client);
  const problems: Problem[] = [];
  const located = rows.flatMap((row) => {
    const country = names.codes.get(normaliseName(row.country));
    if (country === undefined)
      problems.push({ line: row.line, column: "country", value: row.country, reason: "post_country_unknown" });
    return country === undefined ? [] : [{ row, country, ...requestOf(row, country, names) }];
  });
  const candidates = await loadPlaceCandidates(client, located);
  const drafts = located.flatMap(({ row, country, city, point }, index) => {
    const seat = chooseSeat({ kind: row.kind, country, city, point, capital: capitalOf(country) }, candidates[index] ?? []);
    if (!seat) problems.push({ line: row.line, column: "city", value: row.wikidataId, reason: "post_city_missing" });
    return seat ? [draftOf(row, seat, country, names, problems)] : [];
  });
  return { drafts, problems };
}

/** A seat is looked for in its country and in those that the post covers: Hong Kong is listed under China. */
function requestOf({ city, latitude, longitude, jurisdictions }: PostRow, country: string, names: CountryNames) {
  const covered = jurisdictions.flatMap((name) => names.codes.get(normaliseName(name)) ?? []);
  const point = latitude === null || longitude === null ? null : { latitude, longitude };
  return { countryCodes: [...new Set([country, ...covered])], city, point };
}
