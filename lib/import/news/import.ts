import type { Client } from "pg";
import { today } from "@/lib/core/clock";
import { AtlasError } from "@/lib/core/errors";
import { normaliseName } from "@/lib/core/text";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { countsOf, type PlacesContext, type PlacesReport } from "../places/context";
import { creation, type Revised, writeRevisions } from "../places/history";
import type { Problem, Reason } from "../reasons";
import { readNewsFile } from "../sources/news/file";
import type { StatedNews } from "../sources/news/item";
import { type Accept, acceptProposals } from "./accept";
import { type Countries, type ReadNews, readNews } from "./propose";
import { type StoredProposal, storeItem, storeProposals } from "./write";

const sourceCode = "news-releases";

/** What the operator says besides the file. `url`: address of the page of a text. */
export type NewsOptions = { accept: Accept; url: string | null };

async function sourceIdOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ id: number }>("SELECT id FROM source WHERE code = $1", [sourceCode]);
  if (rows[0]) return rows[0].id;
  throw new AtlasError("invalid_input", "The reference data are not loaded: run `reference load` first.");
}

async function loadCountries(client: Client): Promise<Countries> {
  const { rows } = await client.query<{ code: string; name: string; alias: string }>(
    `SELECT c.code::text, c.name_fr AS name, a.alias FROM country c
     CROSS JOIN LATERAL (SELECT c.name_fr AS alias UNION SELECT c.name_en UNION SELECT alias FROM country_alias WHERE country_code = c.code) a`,
  );
  const foreign = rows.filter(({ code }) => !frenchCountryCodes.has(code));
  // A code or an abbreviation is a word of many texts.
  const keyed = foreign.map(({ code, name, alias }) => [normaliseName(alias).replaceAll(" ", ""), { code, name }] as const);
  return new Map(keyed.filter(([key]) => key.length >= 4));
}

const proposedAs = {
  date: "news_date_proposed",
  closing: "news_closing_proposed",
  agreement: "news_agreement_proposed",
  country: "news_country_proposed",
  organisation: "news_organisation_proposed",
  amount: "news_amount_proposed",
} as const satisfies Record<StoredProposal["kind"], Reason>;

function told({ id, kind, label, passage, line, sure }: StoredProposal, reason?: Reason): Problem {
  return {
    line,
    column: null,
    value: `${id}: ${label} ← ${passage}`,
    reason: reason ?? (sure ? proposedAs[kind] : "news_proposed_unsure"),
  };
}

/** Those to accept now: by number, or what is sure. */
function chosen(proposals: readonly StoredProposal[], accept: Accept): StoredProposal[] {
  return proposals.filter(({ id, sure, accepted }) => !accepted && (accept === "all" ? sure : accept.includes(id)));
}

type Outcome = { outcome: "created" | "updated" | "unchanged"; revised: Revised[]; problems: Problem[]; numbers: number[] };

async function importItem(client: Client, read: ReadNews, accept: Accept, provenance: Provenance): Promise<Outcome> {
  const stored = await storeItem(client, read, provenance);
  const proposals = await storeProposals(client, stored.id, read.proposals);
  const accepted = chosen(proposals, accept);
  if (accepted.length > 0) {
    await provenance.importRun();
    await acceptProposals(client, stored.id, accepted);
  }
  const pending = proposals.filter((one) => !one.accepted && !accepted.includes(one));
  const isHidden = !read.published && !proposals.some((one) => one.kind === "date" && (one.accepted || accepted.includes(one)));
  const outcome = stored.outcome === "unchanged" && accepted.length > 0 ? "updated" : stored.outcome;
  const changes = [
    ...(stored.outcome === "created" ? [creation] : []),
    ...accepted.map(({ kind, label }) => ({ field: kind, before: null, after: label })),
  ];
  return {
    outcome,
    revised: changes.length > 0 ? [{ publicId: stored.publicId, changes }] : [],
    problems: [
      ...read.problems,
      ...accepted.map((one) => told(one, "news_accepted")),
      ...pending.map((one) => told(one)),
      ...(isHidden ? [{ line: read.item.line, column: null, value: read.item.title, reason: "news_hidden" as const }] : []),
    ],
    numbers: proposals.map(({ id }) => id),
  };
}

type Provenance = Parameters<typeof storeItem>[2];

/** Items of a file by their identity; one that a feed repeats is told and left out. */
function distinct(items: readonly StatedNews[], tell: (problem: Problem) => void): StatedNews[] {
  const seen = new Set<string>();
  return items.filter(({ key, title, line }) => {
    if (seen.has(key)) tell({ line, column: null, value: title, reason: "record_repeated" });
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Imports news inside the caller's transaction: a text or a feed. What a text speaks of is proposed with the passage, and is
 * part of the item when the operator accepts it. Importing it twice changes nothing. Throws `FileRefused`.
 */
export async function importNews(
  client: Client,
  file: string,
  context: PlacesContext,
  options: NewsOptions,
): Promise<PlacesReport> {
  const problems: Problem[] = [];
  const tell = (problem: Problem) => problems.push(problem);
  const { items, encoding, sha256 } = await readNewsFile(file, tell);
  const sourceId = await sourceIdOf(client);
  const countries = await loadCountries(client);
  let run: Promise<number> | null = null;
  const importRun = () => {
    run ??= context.importRun(sourceCode);
    return run;
  };
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const revised: Revised[] = [];
  const numbers = new Set<number>();
  for (const item of distinct(items, tell)) {
    const read = await readNews(client, { ...item, url: item.url ?? options.url }, countries, today());
    if (read.day === null) {
      problems.push(...read.problems);
      continue;
    }
    const done = await importItem(client, read, options.accept, { sourceId, importRun });
    counts[done.outcome]++;
    revised.push(...done.revised);
    problems.push(...done.problems);
    for (const number of done.numbers) numbers.add(number);
  }
  const unknown = options.accept === "all" ? [] : options.accept.filter((number) => !numbers.has(number));
  for (const number of unknown) tell({ line: null, column: null, value: String(number), reason: "news_proposal_unknown" });
  if (revised.length > 0)
    await writeRevisions(client, "news_item", revised, { actor: context.actor, importRunId: await importRun() });
  return { encoding, sha256, counts: countsOf(items.length, { ...counts, problems }), problems, revisions: revised.length };
}
