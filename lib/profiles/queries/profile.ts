import { today } from "@/lib/core/clock";
import { limits } from "@/lib/core/limits";
import type { Locale } from "@/lib/i18n/locales";
import { latestNews } from "@/lib/news/queries/list";
import type { NewsSummary } from "@/lib/news/schema";
import { postsOfCountry } from "@/lib/posts/queries";
import { latestOf } from "@/lib/projects/queries/list";
import type { Project, ProjectSummary } from "@/lib/projects/schema";
import { type Lines, readLines } from "@/lib/search/map-lines";
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
  news: readonly NewsSummary[];
  hierarchy: Hierarchy | null;
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
};

async function readFacts({ kind, query }: Subject): Promise<Figure[]> {
  const figures = await readFigures(figuresOf[kind], query);
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
  return postsOfCountry(subject.country.code, locale, subject.subdivisionCode);
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

/** The whole profile of a subject; labels are in the language asked for. */
export async function readProfile(asked: Subject, locale: Locale): Promise<Profile> {
  const [own, given] = await Promise.all([readOutline(asked.query), readGiven(asked, locale)]);
  const onlyFunds = own.projects === 0 && given !== null;
  const query = onlyFunds ? given.query : asked.query;
  const subject = { ...asked, query };
  const outline = onlyFunds ? await readOutline(query) : own;
  const [figures, actors, funders, parts, lines, projects, remarks, posts, news, territory, body] = await Promise.all([
    readFacts(subject),
    readActors(subject, locale),
    // Who else funds them cannot be asked for: two funders beside each other mean "or".
    onlyFunds ? { total: 0, rows: [] } : readFunders(subject, locale),
    readParts(subject, locale),
    readLines(query, null, outline.projects, locale),
    latestOf(query, limits.profileProjects, locale),
    readRemarks(query, today()),
    readPosts(subject, locale),
    readNews(subject, locale),
    territoryOf(subject),
    bodyOf(subject),
  ]);
  const isFrench = subject.kind === "organisation" && subject.side === "french";
  const countries = (parts.lists.get("country") ?? []).map(({ key }) => key);
  const hierarchy = isFrench ? await readHierarchy(subject, countries, locale) : null;
  return {
    subject,
    outline,
    figures,
    actors,
    funders,
    given,
    parts,
    lines,
    projects,
    remarks,
    posts,
    news,
    hierarchy,
    onlyFunds,
    territory,
    body,
  };
}
