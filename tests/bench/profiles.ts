import pg from "pg";
import { closeDb, connect, type Database, sessionOptions } from "@/lib/core/db";
import { readProfile } from "@/lib/profiles/queries/profile";
import { findSubject } from "@/lib/profiles/queries/subject";
import type { Subject, SubjectKind } from "@/lib/profiles/schema";
import type { Closing } from "./closing";
import { query } from "./databases";
import { getExpected } from "./http";
import { eachSize, type Sized, type SizesPlan, type SizesResults } from "./sizes";
import { fastest, planOf, type Statement, statementsOf } from "./sql";

/** Which profiles are asked for: those with the most projects. */
export const profileKinds = ["countries", "authorities", "partners", "funders", "themes", "régions"] as const;
export type ProfileKind = (typeof profileKinds)[number];

/**
 * A profile asked for the first time. `sqlMs`: all its statements one after the other, `slowestMs` the slowest of them; `pageMs`: from
 * the request to the last byte of the page of the built portal; `bytes` of it, with gzip.
 */
export type Asked = {
  kind: ProfileKind;
  name: string;
  projects: number;
  statements: number;
  sqlMs: number;
  slowestMs: number;
  pageMs: number | null;
  bytes: number | null;
};
type Measured = { asked: Asked[]; slowest: { name: string; plan: string[] }[] };
export type ProfilesSize = Sized<Measured>;
export type ProfilesResults = SizesResults<Measured>;

const ofEachKind = 12;
/** Profiles of each kind that are asked for before, so that a server is measured that has served some pages. */
const warming = 12;
/** The fastest of so many is taken. */
const turns = 2;

const folders: Readonly<Record<Subject["kind"], string>> = {
  organisation: "organisations",
  country: "pays",
  territory: "territoires",
  theme: "themes",
  scheme: "dispositifs",
};

type Wanted = { kind: SubjectKind; token: string; whose?: string };
const wanted: Readonly<Record<ProfileKind, Wanted>> = {
  countries: { kind: "country", token: "country" },
  authorities: { kind: "organisation", token: "organisation", whose: "AND o.country_code = 'FR' AND k.is_authority" },
  partners: { kind: "organisation", token: "organisation", whose: "AND o.country_code <> 'FR'" },
  funders: { kind: "organisation", token: "funder", whose: "" },
  themes: { kind: "theme", token: "theme" },
  régions: { kind: "territory", token: "territory" },
};

/** Codes of the things of a kind with the most projects, from a place on. */
async function largest(url: string, { token, whose }: Wanted, from: number, count: number): Promise<string[]> {
  const bodies =
    whose === undefined
      ? ""
      : `JOIN organisation o ON o.public_id = split_part(c.token, ':', 2) JOIN organisation_kind k ON k.code = o.kind_code ${whose}`;
  const rows = await query<{ code: string }>(
    url,
    `SELECT split_part(c.token, ':', 2) AS code FROM search_count c ${bodies}
     WHERE split_part(c.token, ':', 1) = $1 AND c.token <> $1 || ':none' AND ($1 <> 'territory' OR starts_with(c.token, 'territory:R'))
     ORDER BY c.projects DESC, c.token OFFSET $2 LIMIT $3`,
    [token, from, count],
  );
  return rows.map(({ code }) => code);
}

async function subjectsOf(url: string, kind: ProfileKind, from: number, count: number): Promise<Subject[]> {
  const codes = await largest(url, wanted[kind], from, count);
  const found = await Promise.all(codes.map((code) => findSubject(wanted[kind].kind, code.replaceAll(".", "_"))));
  return found.filter((subject) => subject !== null);
}

const addressOf = (portal: string, subject: Subject) => `${portal}/fr/${folders[subject.kind]}/${subject.records.fr}`;

async function ask(
  client: pg.Client,
  kind: ProfileKind,
  subject: Subject,
  portal: string | null,
): Promise<{ asked: Asked; slowest: Statement }> {
  const page = portal === null ? null : await getExpected(addressOf(portal, subject), "gzip");
  let projects = 0;
  const statements = await statementsOf(async () => {
    projects = (await readProfile(subject, "fr")).outline.projects;
  });
  const timed: { statement: Statement; ms: number }[] = [];
  for (const statement of statements) timed.push({ statement, ms: await fastest(client, statement, turns) });
  const slowest = timed.reduce((one, other) => (other.ms > one.ms ? other : one));
  const asked = {
    ...{ kind, name: subject.names.fr, projects, statements: timed.length, slowestMs: slowest.ms },
    sqlMs: timed.reduce((sum, { ms }) => sum + ms, 0),
    ...{ pageMs: page?.ms ?? null, bytes: page?.body.length ?? null },
  };
  return { asked, slowest: slowest.statement };
}

/** Has the code of the pages loaded and compiled by profiles that nobody is measured by: those that follow. */
async function warm(url: string, portal: string, measured: readonly Subject[]): Promise<void> {
  const kept = new Set(measured.map((subject) => addressOf(portal, subject)));
  for (const kind of profileKinds)
    for (const subject of await subjectsOf(url, kind, ofEachKind, warming)) {
      // One body may be of two kinds.
      const address = addressOf(portal, subject);
      if (!kept.has(address)) await getExpected(address, "gzip");
    }
}

async function measureProfiles(url: string, portal: string | null): Promise<Measured> {
  const globals = globalThis as { atlasDatabase?: Database };
  globals.atlasDatabase = connect(url, { statementTimeoutMs: 0 });
  const client = new pg.Client({ connectionString: url, options: sessionOptions });
  await client.connect();
  try {
    const measuredSubjects = new Map<ProfileKind, Subject[]>();
    for (const kind of profileKinds) measuredSubjects.set(kind, await subjectsOf(url, kind, 0, ofEachKind));
    if (portal) await warm(url, portal, [...measuredSubjects.values()].flat());
    const measured: Measured = { asked: [], slowest: [] };
    for (const [kind, subjects] of measuredSubjects) {
      for (const [place, subject] of subjects.entries()) {
        const { asked, slowest } = await ask(client, kind, subject, portal);
        measured.asked.push(asked);
        if (place === 0) measured.slowest.push({ name: subject.names.fr, plan: await planOf(client, slowest) });
      }
    }
    return measured;
  } finally {
    await client.end();
    await closeDb();
  }
}

/** Asks for the largest profiles of each kind at each number of projects, each page for the first time. */
export function benchProfiles(
  plan: SizesPlan,
  date: string,
  closing: Closing,
  say: (step: string) => void,
): Promise<ProfilesResults> {
  return eachSize(plan, "/fr/pays/monaco", date, closing, say, measureProfiles);
}
