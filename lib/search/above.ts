import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import type { Locale } from "@/lib/i18n/locales";
import { summariesOf } from "@/lib/projects/queries/list";
import type { ProjectSummary } from "@/lib/projects/schema";
import { filterCondition, searched } from "./conditions";
import { isChosen, nothing } from "./facets";
import { aboveCte } from "./lineage";
import { type ProjectQuery, singleChoice, withChoice, withOnly } from "./params";
import { wordsCondition } from "./words";

/** `commune`: the one that a merged commune became part of. */
type Level = "commune" | "epci" | "departement" | "region";
/** An authority whose territory holds the one that a search is about: the search among its own projects, and the first of them. */
export type Above = { level: Level; name: string; total: number; projects: ProjectSummary[]; query: ProjectQuery };

/** Projects shown of each level: enough to see whether the list is worth a visit. */
const shown = 3;

/** The one territory that a search asks for; null where it asks for several, for none, or for certain authorities already. */
function onlyTerritory(query: ProjectQuery): string | null {
  const { chosen, asOf } = query;
  // Which territories a record had on a former day is not known.
  if (chosen.territory.noneOf.length > 0 || isChosen(chosen.authority) || asOf?.view === "known") return null;
  return singleChoice(query, "territory");
}

/**
 * What a search about one territory finds of the authorities above it, each by itself: successor of a merged commune, EPCI,
 * département, région. Levels without a project are left out; projects that the search finds anyway come last. One statement
 * for all levels. `words`: see `readWords`.
 */
export async function readAbove(query: ProjectQuery, words: string | null, locale: Locale): Promise<Above[]> {
  const territory = onlyTerritory(query);
  if (territory === null) return [];
  const others = withChoice(query, "territory", nothing);
  const order = Prisma.sql`r.tokens @> ARRAY[${`territory:${territory}`}], p.updated_at DESC, p.id DESC`;
  const rows = await db().$queryRaw<
    { level: Level; code: string; name: string; total: number; ids: number[]; publicIds: string[] }[]
  >`
    WITH RECURSIVE ${aboveCte(territory)}
    SELECT line.level::text AS level, line.code, line.name, found.total, found.ids, found.public_ids AS "publicIds"
    FROM above AS line CROSS JOIN LATERAL (
      SELECT count(*)::int AS total, (array_agg(p.id ORDER BY ${order}))[1:${shown}::int] AS ids,
        (array_agg(p.public_id ORDER BY ${order}))[1:${shown}::int] AS public_ids
      FROM ${searched}
      WHERE r.tokens @> ARRAY['authority:' || line.code] AND ${wordsCondition(words)} AND ${filterCondition(others)}) AS found
    WHERE found.total > 0 ORDER BY line.level DESC, line.code`;
  const ids = [...new Set(rows.flatMap((row) => row.ids))].map((id) => ({ id }));
  const byId = new Map((await summariesOf(ids, locale)).map((project) => [project.id, project]));
  return rows.map(({ level, code, name, total, publicIds }) => ({
    level,
    name,
    total,
    projects: publicIds.flatMap((id) => byId.get(id) ?? []),
    query: withOnly(others, "authority", code),
  }));
}
