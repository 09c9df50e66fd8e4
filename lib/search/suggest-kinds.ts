import { limits } from "@/lib/core/limits";
import { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import type { Names } from "./suggest-names";

const { sql } = Prisma;

/** What is suggested, in the order of the list; but for contacts and projects the names of filters. */
export const suggestionKinds = ["country", "theme", "territory", "organisation", "contact", "project"] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** `names`: what is looked at. `columns` of the best, and `about`: the tables that they stand in, joined to `best.id`. */
type KindSql = { names: Names; columns: Prisma.Sql; about: Prisma.Sql };

const most = limits.suggestionCandidates;
const projects = sql`coalesce(s.projects, 0)`;

/** The things of one kind that are in the most projects, as `s`. */
const mostActive = (kind: string) =>
  sql`(SELECT split_part(token, ':', 2) AS value FROM search_count WHERE split_part(token, ':', 1) = ${kind}
    ORDER BY projects DESC LIMIT ${limits.suggestionCandidates}) AS s`;

/** Countries by their names in both languages, and others; codes of two and three letters are none. */
const countries: Names = {
  sources: [
    {
      from: sql`(SELECT * FROM country_alias WHERE length(alias) > 3 OFFSET 0) AS a`,
      id: sql`a.country_code`,
      name: sql`coalesce((SELECT n.name FROM country c CROSS JOIN LATERAL (VALUES (c.name_fr), (c.name_en)) AS n(name)
        WHERE c.code = a.country_code AND name_key(n.name) = a.alias LIMIT 1), initcap(a.alias))`,
      key: sql`a.alias`,
    },
  ],
  weight: projects,
  kept: sql`LEFT JOIN search_count s ON s.token = 'country:' || named.id WHERE true`,
  most,
};

/** Themes by their names in both languages. */
const themes: Names = {
  sources: [
    {
      from: sql`(SELECT t.id, l.label, name_key(l.label) AS key FROM theme t
        JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL
        CROSS JOIN LATERAL (VALUES (t.label_fr), (t.label_en)) AS l(label) OFFSET 0) AS l`,
      id: sql`l.id`,
      name: sql`l.label`,
      key: sql`l.key`,
    },
  ],
  weight: projects,
  kept: sql`JOIN theme t ON t.id = named.id LEFT JOIN search_count s ON s.token = 'theme:' || t.code WHERE true`,
  most,
};

/** French territories with projects. */
const territories: Names = {
  sources: [{ from: sql`territory`, id: sql`id`, name: sql`name`, key: sql`name_key(name)` }],
  active: [
    {
      from: sql`(SELECT t.id, t.name, name_key(t.name) AS key FROM ${mostActive("territory")} JOIN territory t ON t.code = s.value OFFSET 0) AS a`,
      id: sql`id`,
      name: sql`name`,
      key: sql`key`,
    },
  ],
  weight: projects,
  kept: sql`CROSS JOIN LATERAL (SELECT s.projects FROM territory t JOIN search_count s ON s.token = 'territory:' || t.code
    WHERE t.id = named.id AND s.projects > 0 LIMIT 1) AS s WHERE true`,
  most,
};

/** Those who take part in projects, by the names that they have and had. */
const organisations: Names = {
  sources: [
    { from: sql`organisation`, id: sql`id`, name: sql`name`, key: sql`name_key(name)` },
    { from: sql`organisation_alias`, id: sql`organisation_id`, name: sql`name`, key: sql`normalised`, others: true },
  ],
  active: [
    {
      from: sql`(SELECT o.id, o.name, name_key(o.name) AS key FROM ${mostActive("organisation")}
        JOIN organisation o ON o.public_id = s.value OFFSET 0) AS a`,
      id: sql`id`,
      name: sql`name`,
      key: sql`key`,
    },
    {
      from: sql`(SELECT a.* FROM ${mostActive("organisation")} JOIN organisation o ON o.public_id = s.value
        JOIN organisation_alias a ON a.organisation_id = o.id OFFSET 0) AS a`,
      id: sql`organisation_id`,
      name: sql`name`,
      key: sql`normalised`,
      others: true,
    },
  ],
  weight: projects,
  kept: sql`CROSS JOIN LATERAL (SELECT s.projects FROM organisation o JOIN search_count s ON s.token = 'organisation:' || o.public_id
    WHERE o.id = named.id AND s.projects > 0 LIMIT 1) AS s WHERE true`,
  most,
};

/** Projects by their titles, original and translated; the latest first. */
const titles: Names = {
  sources: [
    { from: sql`project`, id: sql`id`, name: sql`title`, key: sql`name_key(title)` },
    {
      from: sql`(SELECT * FROM project_text WHERE field = 'title') AS x`,
      id: sql`project_id`,
      name: sql`body`,
      key: sql`name_key(body)`,
    },
  ],
  weight: sql`extract(epoch FROM p.updated_at)`,
  kept: sql`JOIN project p ON p.id = named.id WHERE true`,
  most: limits.suggestionTitles,
};

/** Posts and offices of the directory by their names, which say the city, and posts by the countries that they cover. */
const contacts: Names = {
  sources: [
    {
      from: sql`(SELECT public_id, name_fr AS name, name_keys[1] AS key FROM diplomatic_post WHERE closed_on IS NULL
        UNION ALL SELECT public_id, name_en, name_keys[2] FROM diplomatic_post WHERE closed_on IS NULL
        UNION ALL SELECT public_id, name_fr, name_keys[1] FROM office UNION ALL SELECT public_id, name_en, name_keys[2] FROM office) AS n`,
      id: sql`n.public_id`,
      name: sql`n.name`,
      key: sql`n.key`,
    },
    {
      from: sql`(SELECT p.public_id, a.alias FROM country_alias a JOIN post_jurisdiction j ON j.country_code = a.country_code
        JOIN diplomatic_post p ON p.id = j.post_id WHERE length(a.alias) > 3 AND p.closed_on IS NULL) AS a`,
      id: sql`a.public_id`,
      name: sql`a.alias`,
      key: sql`a.alias`,
      others: true,
    },
  ],
  // Posts before offices.
  weight: sql`CASE left(named.id, 1) WHEN 'd' THEN 2 ELSE 1 END`,
  kept: sql`WHERE true`,
  most,
};

/** How each kind is looked for, and shown in a language. */
export function kindSql(kind: SuggestionKind, locale: Locale): KindSql {
  const label = (french: string, english: string) => Prisma.raw(inLocale(locale, french, english));
  const columns = (value: string, name: Prisma.Sql, rest: { within?: string; sort?: string } = {}) =>
    sql`${Prisma.raw(value)}::text AS value, ${name} AS label, ${Prisma.raw(rest.within ?? "NULL")}::text AS within,
      ${Prisma.raw(rest.sort ?? "NULL")}::text AS sort`;
  switch (kind) {
    case "country":
      return {
        names: countries,
        columns: columns("c.code", label("c.name_fr", "c.name_en")),
        about: sql`JOIN country c ON c.code = best.id`,
      };
    case "theme":
      return {
        names: themes,
        columns: columns("t.code", label("t.label_fr", "t.label_en"), {
          within: inLocale(locale, "above.label_fr", "above.label_en"),
        }),
        about: sql`JOIN theme t ON t.id = best.id LEFT JOIN theme above ON above.id = t.parent_id`,
      };
    case "territory":
      return {
        names: territories,
        columns: columns("t.code", sql`t.name`, { within: "above.name", sort: "t.level" }),
        about: sql`JOIN territory t ON t.id = best.id LEFT JOIN territory above ON above.id = t.parent_id`,
      };
    case "organisation":
      return {
        names: organisations,
        columns: columns("o.public_id", label("o.name", "coalesce(o.name_en, o.name)"), {
          within: inLocale(locale, "c.name_fr", "c.name_en"),
          sort: inLocale(locale, "k.label_fr", "k.label_en"),
        }),
        about: sql`JOIN organisation o ON o.id = best.id JOIN organisation_kind k ON k.code = o.kind_code LEFT JOIN country c ON c.code = o.country_code AND c.code <> 'FR'`,
      };
    case "contact":
      return {
        names: contacts,
        columns: columns("e.public_id", label("e.name_fr", "e.name_en"), {
          within: inLocale(locale, "e.place_fr", "e.place_en"),
          sort: "e.kind",
        }),
        about: sql`JOIN (SELECT p.public_id, p.name_fr, p.name_en, p.kind::text, c.name_fr AS place_fr, c.name_en AS place_en
            FROM diplomatic_post p JOIN country c ON c.code = p.country_code
          UNION ALL SELECT public_id, name_fr, name_en, kind::text, city, city FROM office) AS e ON e.public_id = best.id`,
      };
    case "project":
      return {
        names: titles,
        columns: columns("p.public_id", sql`coalesce(x.body, p.title)`, {
          within: `CASE WHEN x.body IS NULL THEN p.language ELSE x.language END`,
          sort: inLocale(locale, "p.slug_fr", "p.slug_en"),
        }),
        about: sql`JOIN project p ON p.id = best.id LEFT JOIN project_text x ON x.project_id = p.id AND x.field = 'title'
          AND x.language = ${locale} AND p.language <> ${locale}`,
      };
  }
}
