import { helpersOf } from "@/lib/contacts/queries/who-helps";
import type { Contact } from "@/lib/contacts/schema";
import { today } from "@/lib/core/clock";
import { limits } from "@/lib/core/limits";
import type { Rows } from "@/lib/core/rows";
import { together } from "@/lib/core/together";
import { answersFor } from "@/lib/freshness/kept-answers";
import { historyOf } from "@/lib/history/queries/entries";
import type { RecordHistory } from "@/lib/history/schema";
import type { Locale } from "@/lib/i18n/locales";
import { latestNews } from "@/lib/news/queries/list";
import type { NewsSummary } from "@/lib/news/schema";
import { findCompetentPosts, postsOfCountry } from "@/lib/posts/queries";
import { latestOf } from "@/lib/projects/queries/list";
import type { Project, ProjectSummary } from "@/lib/projects/schema";
import { type Lines, readLines } from "@/lib/search/map-lines";
import { similarAuthorities } from "@/lib/similar/queries/authorities";
import type { SimilarBody } from "@/lib/similar/queries/bodies";
import { similarPartners } from "@/lib/similar/queries/partners";
import { readWhiteSpots, type WhiteSpots } from "@/lib/similar/queries/white-spots";
import { type Figure, readFigures } from "@/lib/statistics/figures";
import type { MeasureKey } from "@/lib/statistics/units";
import type { OrganisationSubject, Subject, TerritorySubject } from "../schema";
import { type Actors, readActors } from "./actors";
import { type Hierarchy, readHierarchy } from "./hierarchy";
import { type Outline, readOutline } from "./lead";
import { type Funders, type Given, readFunders, readGiven } from "./money";
import { findOrganisation, governing } from "./organisation";
import { type Parts, readParts } from "./parts";
import { findTerritory } from "./place";
import { type Remark, readRemarks } from "./remarks";

/** Everything that the page of a subject shows. */
export type Profile = {
  subject: Subject;
  outline: Outline;
  figures: readonly Figure[];
  actors: Actors;
  funders: Funders;
  given: Given | null;
  /** The subject takes part in no project and only pays: the page is of what it funds. */
  onlyFunds: boolean;
  parts: Parts;
  lines: Lines | null;
  projects: readonly ProjectSummary[];
  remarks: readonly Remark[];
  posts: Project["posts"];
  helpers: readonly Contact[];
  news: readonly NewsSummary[];
  hierarchy: Hierarchy | null;
  /** Authorities like a French one, partners like a foreign one. */
  similar: readonly SimilarBody[];
  whiteSpots: WhiteSpots | null;
  /** What changed in the record of an organisation; of other subjects there is no record. */
  history: RecordHistory | null;
  /** The région, département … that the body governs, and the body that governs the territory. */
  territory: TerritorySubject | null;
  body: OrganisationSubject | null;
};

/** News on a profile. */
const newsShown = 5;

/** Figures of each kind of subject; how many bodies take part stands above their tables. */
const figuresOf: Record<Subject["kind"], readonly MeasureKey[]> = {
  organisation: ["projects", "ongoing", "countries", "cofunding"],
  country: ["projects", "ongoing", "cofunding"],
  territory: ["projects", "ongoing", "countries", "cofunding"],
  theme: ["projects", "ongoing", "countries", "cofunding"],
  scheme: ["projects", "ongoing", "countries", "cofunding"],
};

async function readFacts({ kind, query }: Subject, rowsOf: Rows): Promise<Figure[]> {
  const figures = await readFigures(figuresOf[kind], query, rowsOf);
  return figuresOf[kind].map((key) => figures[key]);
}

function readNews(subject: Subject, locale: Locale): Promise<NewsSummary[]> {
  if (subject.kind === "country") return latestNews(newsShown, locale, { country: subject.key });
  if (subject.kind !== "organisation") return Promise.resolve([]);
  return latestNews(newsShown, locale, { organisations: [subject.key, ...subject.predecessors] });
}

/** The French posts that answer for the country, or for the place of a partner. */
function readPosts(subject: Subject, locale: Locale): Promise<Project["posts"]> {
  if (subject.kind === "country") return postsOfCountry(subject.key, locale);
  if (subject.kind !== "organisation" || subject.side !== "foreign" || !subject.country) return Promise.resolve([]);
  const { country, subdivisionCode, placeId } = subject;
  const isPlaced = subdivisionCode !== null || placeId !== null;
  return isPlaced
    ? findCompetentPosts([{ countryCode: country.code, subdivisionCode, placeId }], locale)
    : postsOfCountry(country.code, locale);
}

/** Who helps in France: an authority or a territory by where it lies, a country by the networks of all of France. */
function readHelpers(subject: Subject, locale: Locale): Promise<Contact[]> {
  if (subject.kind === "territory") return helpersOf(subject.key, locale);
  if (subject.kind === "country") return helpersOf(null, locale);
  if (subject.kind === "organisation" && subject.side === "french") return helpersOf(subject.territory, locale);
  return Promise.resolve([]);
}

/** The territory that an authority governs, where it has a page of its own. */
async function territoryOf(subject: Subject): Promise<TerritorySubject | null> {
  if (subject.kind !== "organisation" || subject.territory === null) return null;
  const found = await findTerritory(subject.territory);
  return found?.kind === "territory" ? found : null;
}

async function bodyOf(subject: Subject): Promise<OrganisationSubject | null> {
  const id = subject.kind === "territory" ? await governing(subject.key) : null;
  return id === null ? null : findOrganisation(id);
}

function readSimilar(subject: Subject, locale: Locale): Promise<SimilarBody[]> {
  if (subject.kind !== "organisation") return Promise.resolve([]);
  return subject.side === "foreign" ? similarPartners(subject, locale) : similarAuthorities(subject, locale);
}

/**
 * The whole profile of a subject; labels are in the language asked for. `answering` gives the rows of what takes long where projects are many; what is
 * kept of these answers, where none is given.
 */
export async function readProfile(asked: Subject, locale: Locale, answering?: Rows): Promise<Profile> {
  const rowsOf = answering ?? (await answersFor(asked));
  const [own, given] = await Promise.all([readOutline(asked.query, rowsOf), readGiven(asked, locale, rowsOf)]);
  const onlyFunds = own.projects === 0 && given !== null;
  const query = onlyFunds ? given.query : asked.query;
  const subject = { ...asked, query };
  const outline = onlyFunds ? await readOutline(query, rowsOf) : own;
  const facts = await together({
    figures: readFacts(subject, rowsOf),
    actors: readActors(subject, locale, rowsOf),
    // Who else funds them cannot be asked for: two funders beside each other mean "or".
    funders: onlyFunds ? { total: 0, rows: [] } : readFunders(subject, locale, rowsOf),
    parts: readParts(subject, locale, rowsOf),
    lines: readLines(query, null, outline.projects, locale, rowsOf),
    projects: latestOf(query, limits.profileProjects, locale),
    remarks: readRemarks(query, today(), rowsOf),
    posts: readPosts(subject, locale),
    helpers: readHelpers(subject, locale),
    news: readNews(subject, locale),
    history:
      subject.kind === "organisation" ? historyOf({ id: subject.key, createdOn: subject.createdOn }, locale, { page: 1 }) : null,
    territory: territoryOf(subject),
    body: bodyOf(subject),
    similar: onlyFunds ? [] : readSimilar(subject, locale),
    whiteSpots: subject.kind === "country" || subject.kind === "theme" ? readWhiteSpots(subject, locale) : null,
  });
  const isFrench = subject.kind === "organisation" && subject.side === "french";
  const countries = (facts.parts.lists.get("country") ?? []).map(({ key }) => key);
  const hierarchy = isFrench ? await readHierarchy(subject, countries, locale) : null;
  // The latest changed comes first.
  const updatedOn = facts.projects[0]?.updatedOn ?? null;
  return { subject, outline: { ...outline, updatedOn }, given, onlyFunds, hierarchy, ...facts };
}
