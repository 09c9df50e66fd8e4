import type { Rows } from "@/lib/core/rows";
import { partsHeld } from "@/lib/search/bits";
import { none } from "@/lib/search/facets";
import type { ProjectQuery } from "@/lib/search/params";
import { countTokens } from "@/lib/statistics/bits";

/** What the first sentence of a profile says of its projects. */
export type Outline = {
  projects: number;
  ongoing: number;
  /** Year of the first one that states when it began, or was agreed. */
  since: number | null;
  /** Countries but France. */
  countries: number;
  /** Some of them are made up. */
  demo: boolean;
  /** Day of the latest change, ISO. */
  updatedOn: string | null;
};

const wanted = [{ starts: ["started:", "country:"], exact: ["status:ongoing", "origin:demo"] }];

/** Figures of the projects that the search of a subject finds; the latest of them tells the day. */
export async function readOutline(query: ProjectQuery, rowsOf: Rows): Promise<Omit<Outline, "updatedOn">> {
  const parts = partsHeld(query, null);
  if (parts === null) throw new Error("the search of a subject is of the present");
  const { total, projects } = await countTokens(parts, wanted, rowsOf);
  const valuesOf = (key: string) =>
    [...projects.keys()].flatMap((token) => (token.startsWith(key) ? [token.slice(key.length)] : []));
  const years = valuesOf("started:").filter((year) => year !== none);
  return {
    projects: total,
    ongoing: projects.get("status:ongoing") ?? 0,
    since: years.length === 0 ? null : Math.min(...years.map(Number)),
    countries: valuesOf("country:").filter((code) => code !== none && code !== "FR").length,
    demo: projects.has("origin:demo"),
  };
}
