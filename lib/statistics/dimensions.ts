import { today } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/prisma-client/client";
import { frenchCountryCodes } from "@/lib/projects/policy";
import { foreignRoles, frenchRoles } from "@/lib/search/conditions";
import { continents, type FacetKey, none } from "@/lib/search/facets";
import { type ProjectQuery, singleChoice } from "@/lib/search/params";

/** Ways to divide the projects of a search, in the order in which they are shown. */
export const dimensionKeys = [
  "started",
  "active",
  "ended",
  "signed",
  "country",
  "continent",
  "subregion",
  "frenchRegion",
  "departement",
  "kind",
  "theme",
  "form",
  "status",
  "scheme",
  "funder",
  "funded",
  "authority",
  "partner",
] as const;
export type DimensionKey = (typeof dimensionKeys)[number];

/** The projects of a search, a row each `token`. */
export const withTokens = Prisma.sql`hits h JOIN search_row r ON r.project_id = h.id CROSS JOIN LATERAL unnest(r.tokens) AS token`;

/**
 * Tokens of the search row: `exact` ones, and those that begin like one of `starts`, but for some, of so many steps
 * ("theme:EAU.ACCES" has two). Their value follows the first colon.
 */
export type Tokens = {
  exact?: readonly string[];
  starts?: readonly string[];
  but?: readonly string[];
  steps?: number;
};
/** A query of (id, value) over the projects `h` of a search (see `hitsSql`); `repeated`: some come more than once. */
type Pairs = { pairs: Prisma.Sql; repeated?: boolean };

/**
 * Where the values of projects are found; `line`: the value of a line of co-funding `l`. `whole`: each project has one, or `none`. `bits`:
 * the values as the database keeps them as bits (`search_has_bits`, but for few rare ones), so that no project need be read.
 */
export type Held = ({ tokens: Tokens } | Pairs) & { whole?: boolean; line?: Prisma.Sql; bits?: Tokens };

/** A way to divide projects. Definition and name: messages `statistics.dimension.<key>`. */
export type Dimension = {
  /** The filter that its values are values of: each part leads to a search. */
  facet: FacetKey;
  /** True where a project has one value at most, or `none`: the parts add up to the whole. */
  single: boolean;
  /** Years in order, and every one between the first and the last; or the largest first. */
  order: "years" | "size";
  held: (query: ProjectQuery) => Held;
};

/** The kinds of French local authorities (lib/reference/lists.ts): the other kinds of authorities are foreign. */
export const authorityKinds = [
  "commune",
  "epci",
  "departement",
  "region",
  "overseas_collectivity",
  "special_status_authority",
  "territorial_establishment",
  "syndicate",
] as const;

const exactly = (facet: FacetKey, values: Iterable<string>) => [...values].map((value) => `${facet}:${value}`);
const all = (facet: FacetKey): Held => ({ tokens: { starts: [`${facet}:`] }, whole: true });
/** Values that are tokens and kept as bits, too. */
const inBits = (tokens: Tokens, whole: boolean): Held => ({ tokens, whole, bits: tokens });
const year = (facet: FacetKey, column: "first_year" | "last_year"): Held => ({
  whole: true,
  bits: { starts: [`${facet}:`] },
  pairs: Prisma.sql`SELECT h.id, coalesce(${Prisma.raw(`h.${column}`)}::text, ${none}) AS value FROM hits h`,
});

/** Years in which a project ran: the rule of the filter `year` (lib/search/conditions.ts), year by year. */
function yearsActive(): Held {
  const now = Number(today().slice(0, 4));
  return {
    pairs: Prisma.sql`SELECT h.id, ran.year::text AS value FROM hits h CROSS JOIN LATERAL generate_series(
        coalesce(h.first_year, h.last_year), coalesce(h.last_year, CASE WHEN h.stopped THEN h.first_year ELSE ${now}::int END)) AS ran(year)
      UNION ALL SELECT h.id, ${none} FROM hits h WHERE coalesce(h.first_year, h.last_year) IS NULL`,
  };
}

const isFrenchAuthority = Prisma.sql`o.country_code::text = ANY(${[...frenchCountryCodes]}::text[])
  AND o.kind_code IN (SELECT code FROM organisation_kind WHERE is_authority)`;

/** Organisations in some roles, by project; `whose` is a condition on the organisation `o`. */
const inRoles = (roles: readonly string[], whose: Prisma.Sql) => Prisma.sql`
  SELECT h.id, o.public_id AS value FROM hits h JOIN project_organisation t ON t.project_id = h.id
  JOIN organisation o ON o.id = t.organisation_id WHERE t.role_code = ANY(${[...roles]}::text[]) AND ${whose}`;

export const frenchAuthorities = inRoles(frenchRoles, isFrenchAuthority);
export const foreignPartners = inRoles(foreignRoles, Prisma.sql`true`);

const byToken = (facet: FacetKey, single = false): Dimension => ({
  facet,
  single,
  order: "size",
  held: () => inBits({ starts: [`${facet}:`] }, true),
});
const byYear = (facet: FacetKey, single: boolean, held: Dimension["held"]): Dimension => ({
  facet,
  single,
  order: "years",
  held,
});

/** The themes one step below the one theme that is asked for, else those of the first level. */
function themesBelow(query: ProjectQuery): Held {
  const chosen = singleChoice(query, "theme");
  if (chosen === null) return inBits({ starts: ["theme:"], steps: 1 }, true);
  return inBits({ starts: [`theme:${chosen}.`], steps: chosen.split(".").length + 1 }, false);
}

export const dimensions: Readonly<Record<DimensionKey, Dimension>> = {
  started: byYear("started", true, () => year("started", "first_year")),
  active: byYear("year", false, yearsActive),
  ended: byYear("ended", true, () => year("ended", "last_year")),
  signed: byYear("signed", true, () => inBits({ starts: ["signed:"] }, true)),
  country: byToken("country"),
  continent: { ...byToken("region"), held: () => inBits({ exact: exactly("region", [...continents, none]) }, true) },
  subregion: {
    ...byToken("region"),
    held: () => inBits({ starts: ["region:"], but: exactly("region", continents) }, true),
  },
  /** Régions and overseas collectivities. */
  frenchRegion: {
    ...byToken("territory"),
    held: () => inBits({ starts: ["territory:R", "territory:C9"], exact: ["territory:none"] }, false),
  },
  departement: { ...byToken("territory"), held: () => ({ tokens: { starts: ["territory:D"] } }) },
  kind: { ...byToken("kind"), held: () => inBits({ exact: exactly("kind", authorityKinds) }, false) },
  theme: { ...byToken("theme"), held: themesBelow },
  form: byToken("form", true),
  status: {
    facet: "status",
    single: true,
    order: "size",
    held: () => ({
      whole: true,
      bits: { starts: ["status:"] },
      pairs: Prisma.sql`SELECT h.id, h.status AS value FROM hits h`,
    }),
  },
  scheme: byToken("scheme"),
  funder: {
    ...byToken("funder"),
    held: () => ({ ...all("funder"), line: Prisma.sql`(SELECT public_id FROM organisation WHERE id = l.funder_id)` }),
  },
  funded: byYear("funded", false, () => ({
    repeated: true,
    pairs: Prisma.sql`SELECT h.id, coalesce(g.year::text, ${none}) AS value FROM hits h
      JOIN funding_line g ON g.project_id = h.id AND g.kind = 'cofunding'`,
    line: Prisma.sql`coalesce(l.year::text, ${none})`,
  })),
  authority: { facet: "french", single: false, order: "size", held: () => ({ pairs: frenchAuthorities, repeated: true }) },
  partner: { facet: "foreign", single: false, order: "size", held: () => ({ pairs: foreignPartners, repeated: true }) },
};
