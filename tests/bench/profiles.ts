import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { closeDb, connect, type Database, db, sessionOptions } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { databaseRows } from "@/lib/core/rows";
import { LargeProfiles } from "@/lib/profiles/keep-ahead";
import { readProfile } from "@/lib/profiles/queries/profile";
import { subjectOfKey } from "@/lib/profiles/queries/subject";
import type { Subject, SubjectKind } from "@/lib/profiles/schema";
import type { Closing } from "./closing";
import { query } from "./databases";
import { timed } from "./figures";
import { getExpected } from "./http";
import { eachSize, type Sized, type SizesPlan, type SizesResults } from "./sizes";
import { fastest, planOf, type Statement, statementsOf } from "./sql";

/** Which profiles are asked for: those with the most projects. */
export const profileKinds = ["countries", "authorities", "partners", "funders", "themes", "régions"] as const;
export type ProfileKind = (typeof profileKinds)[number];

/**
 * A profile asked for the first time. `sqlMs`: all its statements one after the other where nothing is kept of their answers, `slowestMs`
 * the slowest of them; `pageMs`: from the request to the last byte of the page of the built portal, which keeps those of many projects;
 * `bytes` of it, with gzip.
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
/** `keepMs`: until the answers about all subjects of many projects, `kept` of them, were kept. */
type Measured = { asked: Asked[]; slowest: { name: string; plan: string[] }[]; keepMs: number; kept: number };
export type ProfilesSize = Sized<Measured>;
export type ProfilesResults = SizesResults<Measured>;

const ofEachKind = 12;
/** Profiles of each kind that are asked for before, so that a server is measured that has served some pages. */
const warming = 12;
/** The fastest of so many is taken; of statements that take seconds one. */
const turnsOf = (projects: number) => (projects > 10_000 ? 1 : 2);

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
  const found = await Promise.all(codes.map((code) => subjectOfKey(wanted[kind].kind, code)));
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
    projects = (await readProfile(subject, "fr", databaseRows)).outline.projects;
  });
  const times: { statement: Statement; ms: number }[] = [];
  for (const statement of statements) times.push({ statement, ms: await fastest(client, statement, turnsOf(projects)) });
  const slowest = times.reduce((one, other) => (other.ms > one.ms ? other : one));
  const asked = {
    ...{ kind, name: subject.names.fr, projects, statements: times.length, slowestMs: slowest.ms },
    sqlMs: times.reduce((sum, { ms }) => sum + ms, 0),
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

/** Has the answers about subjects of many projects kept, as a server does by itself; resolves to the milliseconds. */
async function keepAll(url: string): Promise<number> {
  await db().$executeRaw`DELETE FROM kept_answers`;
  const profiles = new LargeProfiles(limits.keptAnswersFrom, url);
  const { ms } = await timed(async () => {
    while (!(await profiles.keep())) await wait(200);
  });
  return ms;
}

async function measureProfiles(url: string, portal: string | null): Promise<Measured> {
  const globals = globalThis as { atlasDatabase?: Database };
  globals.atlasDatabase = connect(url, { statementTimeoutMs: 0 });
  const client = new pg.Client({ connectionString: url, options: sessionOptions });
  await client.connect();
  try {
    const keepMs = await keepAll(url);
    const kept = await db().keptAnswers.count();
    const measuredSubjects = new Map<ProfileKind, Subject[]>();
    for (const kind of profileKinds) measuredSubjects.set(kind, await subjectsOf(url, kind, 0, ofEachKind));
    if (portal) await warm(url, portal, [...measuredSubjects.values()].flat());
    const measured: Measured = { asked: [], slowest: [], keepMs, kept };
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
