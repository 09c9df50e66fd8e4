import { today } from "@/lib/core/clock";
import { dataState } from "@/lib/core/data-version";
import { databaseUrl } from "@/lib/core/database-url";
import { connect, db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { log } from "@/lib/core/log";
import type { Prisma } from "@/lib/core/prisma-client/client";
import type { Rows } from "@/lib/core/rows";
import { doNowAndThen } from "@/lib/core/timer";
import { forgetOthers, keepAnswers, nameOf, trueAnswers } from "@/lib/freshness/kept-answers";
import { locales } from "@/lib/i18n/locales";
import { none } from "@/lib/search/facets";
import { readProfile } from "./queries/profile";
import { subjectOfKey } from "./queries/subject";
import type { Subject, SubjectKind } from "./schema";

/** Kinds of subjects by the tokens of their projects. */
const kindOf: Readonly<Record<string, SubjectKind>> = {
  country: "country",
  funder: "organisation",
  organisation: "organisation",
  scheme: "scheme",
  territory: "territory",
  theme: "theme",
};

/** Subjects of at least so many projects, those of the most first. */
async function readLarge(from: number): Promise<Subject[]> {
  const rows = await db().$queryRaw<{ token: string }[]>`
    SELECT token FROM search_count WHERE projects >= ${from} AND split_part(token, ':', 1) = ANY(${Object.keys(kindOf)}::text[])
    ORDER BY projects DESC, token`;
  const found = new Map<string, Subject>();
  for (const { token } of rows) {
    const [facet = "", value = ""] = token.split(":");
    const kind = kindOf[facet];
    const subject = kind && value !== none ? await subjectOfKey(kind, value) : null;
    // A commune is found as the body that governs it.
    if (subject) found.set(nameOf(subject), subject);
  }
  return [...found.values()];
}

/** One statement after the other: those that wait do not wait for a connection, which would be given up after seconds. */
function inTurn(rowsOf: Rows): Rows {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(statement: Prisma.Sql) => {
    const ask = () => rowsOf<T>(statement);
    const answer = last.then(ask, ask);
    last = answer;
    return answer;
  };
}

/** Key of the lock under which answers are kept: one process at a time asks for them. */
const lock = 7_201_005;

/** Keeps answers about subjects of many projects as long as a process runs. */
export class LargeProfiles {
  /** Whose kept answers were compared with what this build asks. */
  private readonly compared = new Set<string>();
  private done = "";

  /** `from`: how many projects are many; `url` of the database that `db()` is of, where that is not the configured one. */
  constructor(
    private readonly from: number = limits.keptAnswersFrom,
    private readonly url?: string,
  ) {}

  /** Keeps what is not kept, or no longer true, where anything was written since the last time. False: another process is at it. */
  async keep(): Promise<boolean> {
    const { life, writes } = await dataState();
    const state = `${life} ${writes} ${today()}`;
    if (state === this.done) return true;
    // On a connection of its own, as long as it takes: visitors have the others, and the second core.
    const own = connect(this.url ?? databaseUrl(), { poolSize: 1, statementTimeoutMs: 0 });
    try {
      const [turn] = await own.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_lock(${lock}::bigint) AS taken`;
      if (!turn?.taken) return false;
      await this.keepAll(inTurn((statement) => own.$queryRaw(statement)));
      this.done = state;
      return true;
    } finally {
      await own.$disconnect();
    }
  }

  private async keepAll(rowsOf: Rows): Promise<void> {
    const [large, kept] = await Promise.all([readLarge(this.from), trueAnswers()]);
    await forgetOthers(large);
    const isKept = (subject: Subject) => kept.has(nameOf(subject));
    // Those that are not kept come first: of the others only another build may ask for more.
    for (const subject of [...large.filter((one) => !isKept(one)), ...large.filter(isKept)]) {
      const name = nameOf(subject);
      if (this.compared.has(name) && isKept(subject)) continue;
      const ask = async (rows: Rows) => {
        for (const locale of locales) await readProfile(subject, locale, rows);
      };
      // One that fails is read when somebody asks for it, and again after the next write.
      await keepAnswers(subject, ask, rowsOf).then(
        () => this.compared.add(name),
        (error: Error) => log().warn({ error: error.name, subject: name }, "answers about a subject not kept"),
      );
    }
  }
}

/** Until the process ends: nobody should wait while the projects of a large country are read. */
export function startKeepTimer(): void {
  const profiles = new LargeProfiles();
  doNowAndThen(() => profiles.keep(), limits.keepTimerMs, "answers about large subjects not kept");
}
