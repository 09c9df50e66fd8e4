import type { Transaction } from "@/lib/core/db";
import type { ProjectDraft } from "../draft";
import type { Lookups } from "../match/lookups";
import type { Problem } from "../reasons";
import type { LegacyPage } from "../sources/legacy-page/page";
import { addFinding, type Context, pageLanguage, publicText } from "./context";
import { columnOf, readFacts } from "./facts";
import { readFunding } from "./funding";
import { placesOf, readPartners, rolesOf } from "./partners";
import { readPeople, readPosts, readVolunteers } from "./people";

/** Problems of the parser that the public should know of: the record shows what the page was, not all that it may have said. */
const shown = {
  label_misplaced: "label_misplaced",
  rows_missing: "rows_missing",
  answers_contradict: "answers_contradict",
} as const;

/**
 * A parsed page to the record that the database should hold: values normalised, organisations, places, themes and posts
 * matched. Reads the database and writes nothing; `problems` tells what was left out or made.
 */
export async function recordOfPage(
  tx: Transaction,
  lookups: Lookups,
  page: LegacyPage,
  given: { legacyId: number | null; problems: readonly Problem[] },
): Promise<{ draft: ProjectDraft; problems: Problem[] }> {
  const context: Context = { tx, lookups, problems: [...given.problems], findings: [], seen: new Map(), emails: [] };
  for (const { reason, column, value } of given.problems)
    if (reason in shown) {
      const rule = shown[reason as keyof typeof shown];
      addFinding(context, { rule, organisation: null, key: column ?? "", details: { column: column ?? "", value } });
    }
  const title = publicText(context, page.title, columnOf("title"));
  const facts = readFacts(context, page);
  const partners = await readPartners(context, page);
  const funding = await readFunding(context, page);
  const posts = await readPosts(context, page, partners);
  const people = readPeople(context, page, partners);
  const volunteers = readVolunteers(context, page);
  if (context.emails.length > 0)
    addFinding(context, {
      rule: "email_withheld",
      organisation: null,
      key: "",
      details: { count: new Set(context.emails).size },
    });
  const draft: ProjectDraft = {
    legacyId: given.legacyId,
    title,
    language: pageLanguage,
    ...facts,
    threeYearFunding: page.threeYearFunding,
    communicationInFrance: page.communicationInFrance,
    communicationAbroad: page.communicationAbroad,
    evaluation: page.evaluation,
    multilateral: false,
    lastConfirmedOn: null,
    sourceUrl: null,
    places: placesOf(partners.foreign),
    organisations: rolesOf(
      partners,
      funding.map(({ funder }) => funder),
    ),
    funding,
    people,
    volunteers,
    posts,
    findings: context.findings,
  };
  return { draft, problems: context.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}
