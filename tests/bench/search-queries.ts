import { type ProjectQuery, parseProjectQuery, queryOf } from "@/lib/search/params";
import { query } from "./databases";

/** Kinds of questions, as many of each. */
export const kinds = [
  "everything",
  "filters only",
  "rare word",
  "frequent word",
  "frequent word and filters",
  "sentence",
  "deep page",
  "typo",
] as const;
export type Kind = (typeof kinds)[number];
export type Question = { kind: Kind; params: Record<string, string>; query: ProjectQuery };

const ofEachKind = 25;

/** Words that demo records use, from one in two records to one in fifty; the same at every size. */
const frequent = [
  "eau",
  "partenaires",
  "projet",
  "jumelage",
  "formation",
  "jeunes",
  "santé",
  "coopération",
  "habitants",
  "échanges",
  "école",
  "assainissement",
  "water",
  "training",
  "partners",
  "commune",
  "associations",
  "culture",
  "énergie",
  "déchets",
  "agriculture",
  "développement",
  "femmes",
  "tourisme",
  "services",
];
const orders = ["updated", "recent", "oldest", "amount"];

type Facts = { places: string[]; countries: { code: string; name: string }[]; themes: { code: string; name: string }[] };

/** What the questions speak of: the same rows at every size, those of the first projects. */
async function readFacts(url: string): Promise<Facts> {
  const places = await query<{ name: string }>(
    url,
    `SELECT l.name FROM project_place l JOIN project p ON p.id = l.project_id WHERE p.source_key ~ '^demo-[0-9]{1,3}$' AND l.position = 0
     ORDER BY md5(l.name) LIMIT $1`,
    [ofEachKind],
  );
  const countries = await query<{ code: string; name: string }>(
    url,
    `SELECT c.code, c.name_fr AS name FROM search_value v JOIN country c ON 'country:' || c.code = v.token ORDER BY v.projects DESC LIMIT $1`,
    [ofEachKind],
  );
  const themes = await query<{ code: string; name: string }>(
    url,
    `SELECT DISTINCT ON (v.projects, t.code) t.code, t.label_fr AS name FROM search_value v JOIN theme t ON 'theme:' || t.code = v.token
     ORDER BY v.projects DESC, t.code LIMIT $1`,
    [ofEachKind],
  );
  return { places: places.map(({ name }) => name), countries, themes };
}

/** A letter less: what a hurried hand leaves out. */
const misspelt = (name: string) => name.slice(0, 3) + name.slice(4);

function paramsOf(kind: Kind, at: number, { places, countries, themes }: Facts): Record<string, string> {
  const country = countries[at % countries.length] ?? { code: "SN", name: "Sénégal" };
  const theme = themes[(at * 7) % themes.length] ?? { code: "EAU", name: "Eau" };
  const word = frequent[at % frequent.length] ?? "eau";
  const filters = [
    { country: country.code },
    { theme: theme.code, country: country.code },
    { status: at % 2 === 0 ? "ongoing" : "closed", form: "twinning" },
    { year: String(2005 + at), country: `-${country.code}` },
    { amount: "10000..50000", region: "002" },
  ][at % 5] as Record<string, string>;
  const pages = String(20 * (at + 1));
  const order = orders[at % orders.length] ?? "updated";
  switch (kind) {
    case "everything":
      return at < orders.length ? { sort: order } : {};
    case "filters only":
      return filters;
    case "rare word":
      return { q: places[at % places.length]?.split(/[\s-]/)[0] ?? "" };
    case "frequent word":
      return { q: word };
    case "frequent word and filters":
      return { q: word, ...filters };
    case "sentence":
      return { q: `Qui travaille avec ${country.name} sur ${theme.name} et ${word} ?` };
    case "deep page":
      return [
        { page: pages, sort: order },
        { page: pages, country: country.code },
        { page: pages, q: word },
      ][at % 3] as Record<string, string>;
    case "typo":
      return { q: misspelt(at % 2 === 0 ? country.name : theme.name) };
  }
}

/** The canonical address of a question, from its question mark: another one would lead there. */
export const addressOf = ({ query: asked }: Question): string => `?${new URLSearchParams(queryOf(asked, "fr"))}`;

/** The questions, the same at every size. */
export async function readQuestions(url: string): Promise<Question[]> {
  const facts = await readFacts(url);
  return kinds.flatMap((kind) =>
    Array.from({ length: ofEachKind }, (_, at) => {
      const params = paramsOf(kind, at, facts);
      return { kind, params, query: parseProjectQuery(params) };
    }),
  );
}
