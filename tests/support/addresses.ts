import type pg from "pg";

/** Languages of the portal, as its addresses say them. */
export const languages = ["fr", "en"] as const;
export type Language = (typeof languages)[number];

/** One of each page that the portal has, and the answer to an address that it has not. */
export const pageTypes = [
  "home",
  "list",
  "list by country",
  "list, page 2",
  "list by finding",
  "map of a region",
  "statistics",
  "statistics of a search",
  "comparison",
  "imported project",
  "showcase project",
  "demo project",
  "countries",
  "country",
  "organisations",
  "partners",
  "French authority",
  "demo partner",
  "région",
  "theme",
  "scheme",
  "themes",
  "news",
  "news item",
  "report form",
  "contacts",
  "contact",
  "contact form",
  "data quality",
  "data quality by authority",
  "imports",
  "import report",
  "sign in",
  "link requested",
  "about",
  "accessibility",
  "legal notice",
  "personal data",
  "not found",
] as const;
export type PageType = (typeof pageTypes)[number];

/** A page type in a language; the address is null where the record is absent (see `whyAbsent`). */
export type Addresses = Record<PageType, Record<Language, string | null>>;

/** The imported page is an input of the project that a copy of the repository may lack. */
export const whyAbsent = "the record is not in the test database: ../shared/seeds/legacy-project-page.txt is absent";

type RecordRow = { public_id: string; slug_fr: string; slug_en: string };

/** Paths are written out here, not taken from the routing table: an address that changes by mistake must be noticed. */
const folders = {
  projects: { fr: "/fr/projets", en: "/en/projects" },
  news: { fr: "/fr/actualites", en: "/en/news" },
  countries: { fr: "/fr/pays", en: "/en/countries" },
  organisations: { fr: "/fr/organisations", en: "/en/organisations" },
  territories: { fr: "/fr/territoires", en: "/en/territories" },
  themes: { fr: "/fr/themes", en: "/en/themes" },
  schemes: { fr: "/fr/dispositifs", en: "/en/schemes" },
  contacts: { fr: "/fr/contacts", en: "/en/contacts" },
} as const;

/** Address of the list of projects with the given parameters. */
export function listAddress(language: Language, parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams(parameters).toString();
  return folders.projects[language] + (query && `?${query}`);
}

function recordAddress(kind: keyof typeof folders, row: RecordRow | undefined): Record<Language, string | null> {
  if (!row) return { fr: null, en: null };
  return {
    fr: `${folders[kind].fr}/${row.public_id}-${row.slug_fr}`,
    en: `${folders[kind].en}/${row.public_id}-${row.slug_en}`,
  };
}

/** Address of the profile that a query finds by the last part of its address in each language. */
async function profileAddress(sql: pg.ClientBase, kind: keyof typeof folders, query: string): Promise<Record<Language, string>> {
  const { rows } = await sql.query<Record<Language, string>>(query);
  if (!rows[0]) throw new Error(`no record: ${query}`);
  return { fr: `${folders[kind].fr}/${rows[0].fr}`, en: `${folders[kind].en}/${rows[0].en}` };
}

const organisationQuery = (condition: string) => `
  SELECT o.public_id || '-' || o.slug AS fr, o.public_id || '-' || o.slug AS en
  FROM organisation o JOIN search_count s ON s.token = 'organisation:' || o.public_id WHERE ${condition} ORDER BY s.projects DESC, o.id LIMIT 1`;

function reportAddress(row: RecordRow | undefined): Record<Language, string | null> {
  if (!row) return { fr: null, en: null };
  return { fr: `/fr/signaler?fiche=${row.public_id}`, en: `/en/report?record=${row.public_id}` };
}

async function findProject(sql: pg.ClientBase, condition: string): Promise<RecordRow | undefined> {
  const found = await sql.query<RecordRow>(
    `SELECT p.public_id, p.slug_fr, p.slug_en FROM project p JOIN source s ON s.id = p.source_id WHERE ${condition} LIMIT 1`,
  );
  return found.rows[0];
}

const projectConditions = {
  imported: "p.origin = 'imported' AND p.title = 'La Beauté connectée de la France au Québec'",
  showcase: "p.origin = 'manual' AND s.code = 'atlas-showcase'",
  // The fullest demo record: the most that a page has to hold.
  demo: "p.origin = 'demo' ORDER BY (SELECT count(*) FROM funding_line f WHERE f.project_id = p.id) DESC, p.id",
} as const;

/** Public id of the imported, showcase or demo project of the suites; null where it is absent. */
export async function findProjectId(sql: pg.ClientBase, which: keyof typeof projectConditions): Promise<string | null> {
  return (await findProject(sql, projectConditions[which]))?.public_id ?? null;
}

/** The addresses that the quality suites visit; ids are read from the test database. */
export async function findAddresses(sql: pg.ClientBase): Promise<Addresses> {
  const showcase = await findProject(sql, projectConditions.showcase);
  const news = await sql.query<RecordRow>(
    `SELECT n.public_id, n.slug_fr, n.slug_en FROM news_item n JOIN source s ON s.id = n.source_id
     WHERE s.code = 'atlas-showcase' ORDER BY n.id LIMIT 1`,
  );
  const countries = await sql.query<{ code: string }>(
    "SELECT country_code AS code FROM project_place GROUP BY 1 ORDER BY count(DISTINCT project_id) DESC, 1 LIMIT 1",
  );
  const regions = await sql.query<{ code: string }>(
    `SELECT substr(token, 11) AS code FROM search_row, unnest(tokens) AS token WHERE starts_with(token, 'territory:R')
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
  );
  // The import that the suites bring along: a report with something to tell.
  const imports = await sql.query<{ id: number }>("SELECT id FROM import_run WHERE kind = 'test' ORDER BY id LIMIT 1");
  const contacts = await sql.query<{ id: string }>(
    "SELECT public_id AS id FROM diplomatic_post WHERE origin = 'demo' AND city_en = 'Berlin'",
  );
  const contact = {
    fr: `${folders.contacts.fr}/${contacts.rows[0]?.id}-ambassade-de-france-a-berlin`,
    en: `${folders.contacts.en}/${contacts.rows[0]?.id}-embassy-of-france-in-berlin`,
  };
  const country = countries.rows[0]?.code ?? "SN";
  const territory = regions.rows[0]?.code ?? "R53";
  return {
    home: { fr: "/fr", en: "/en" },
    list: { fr: listAddress("fr"), en: listAddress("en") },
    "list by country": { fr: listAddress("fr", { country }), en: listAddress("en", { country }) },
    "list, page 2": { fr: listAddress("fr", { page: "2" }), en: listAddress("en", { page: "2" }) },
    "list by finding": {
      fr: listAddress("fr", { finding: "ongoing_but_ended" }),
      en: listAddress("en", { finding: "ongoing_but_ended" }),
    },
    // All that a map has: lines, the world, the French side.
    "map of a region": {
      fr: listAddress("fr", { territory, view: "map" }),
      en: listAddress("en", { territory, view: "map" }),
    },
    statistics: { fr: "/fr/statistiques", en: "/en/statistics" },
    "statistics of a search": { fr: `/fr/statistiques?country=${country}`, en: `/en/statistics?country=${country}` },
    // What has the most to show beside what has less, and another kind of subject.
    comparison: {
      fr: `/fr/comparer?subjects=country-${country}%2Cterritory-${territory}`,
      en: `/en/compare?subjects=country-${country}%2Cterritory-${territory}`,
    },
    "imported project": recordAddress("projects", await findProject(sql, projectConditions.imported)),
    "showcase project": recordAddress("projects", showcase),
    "demo project": recordAddress("projects", await findProject(sql, projectConditions.demo)),
    countries: folders.countries,
    country: await profileAddress(sql, "countries", `SELECT slug_fr AS fr, slug_en AS en FROM country WHERE code = '${country}'`),
    organisations: folders.organisations,
    partners: { fr: "/fr/organisations?type=partner", en: "/en/organisations?type=partner" },
    "French authority": await profileAddress(
      sql,
      "organisations",
      organisationQuery("o.origin = 'reference' AND o.territory_id IS NOT NULL"),
    ),
    "demo partner": await profileAddress(
      sql,
      "organisations",
      organisationQuery("o.origin = 'demo' AND o.kind_code = 'foreign_municipality'"),
    ),
    région: await profileAddress(
      sql,
      "territories",
      `SELECT lower(code) || '-' || slug AS fr, lower(code) || '-' || slug AS en FROM territory WHERE code = '${territory}'`,
    ),
    theme: { fr: "/fr/themes/eau-eau-et-assainissement", en: "/en/themes/eau-water-and-sanitation" },
    scheme: { fr: `${folders.schemes.fr}/1-eau-loi-oudin-santini`, en: `${folders.schemes.en}/1-water-oudin-santini-act` },
    themes: folders.themes,
    news: folders.news,
    "news item": recordAddress("news", news.rows[0]),
    "report form": reportAddress(showcase),
    contacts: folders.contacts,
    contact,
    "contact form": { fr: `${contact.fr}/ecrire`, en: `${contact.en}/write` },
    "data quality": { fr: "/fr/qualite", en: "/en/quality" },
    "data quality by authority": { fr: "/fr/qualite/collectivites", en: "/en/quality/authorities" },
    imports: { fr: "/fr/qualite/imports", en: "/en/quality/imports" },
    "import report": {
      fr: `/fr/qualite/imports/${imports.rows[0]?.id}`,
      en: `/en/quality/imports/${imports.rows[0]?.id}`,
    },
    "sign in": { fr: "/fr/connexion", en: "/en/sign-in" },
    "link requested": { fr: "/fr/connexion/envoi", en: "/en/sign-in/sent" },
    about: { fr: "/fr/a-propos", en: "/en/about" },
    accessibility: { fr: "/fr/accessibilite", en: "/en/accessibility" },
    "legal notice": { fr: "/fr/mentions-legales", en: "/en/legal-notice" },
    "personal data": { fr: "/fr/donnees-personnelles", en: "/en/personal-data" },
    "not found": { fr: "/fr/nulle-part", en: "/en/nowhere" },
  };
}
