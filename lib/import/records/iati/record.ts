import type { Transaction } from "@/lib/core/db";
import { detached } from "@/lib/core/text";
import type { ProjectDraft } from "../../draft";
import { addFinding } from "../../legacy-record/context";
import { cleanLine } from "../../lines";
import type { IatiLists } from "../../match/iati-lists";
import type { Lookups } from "../../match/lookups";
import type { Problem, Reason } from "../../reasons";
import type { SourceRecord } from "../../source";
import { attributeOf, childOf } from "../../sources/iati/element";
import type { IatiActivity } from "../../sources/iati/parse";
import type { IatiContext } from "./context";
import { readDates, readStatus } from "./dates";
import { readFunding } from "./funding";
import { languageOfActivity } from "./narratives";
import { addRole, readParticipants } from "./organisations";
import { readPlaces } from "./places";
import { readTexts } from "./texts";
import { readThemes } from "./themes";

/** What no activity of IATI states. */
const unstated = {
  legacyId: null,
  formCode: null,
  signedYear: null,
  threeYearFunding: null,
  communicationInFrance: null,
  communicationAbroad: null,
  evaluation: null,
  multilateral: false,
  // The day of a publisher's last export is no confirmation by the partners.
  lastConfirmedOn: null,
  people: [],
  volunteers: [],
  posts: [],
} satisfies Partial<ProjectDraft>;

/**
 * One activity as the record that the database should hold. Reads the database and writes nothing. An activity without an
 * identifier or a title, or beyond the bound, gives an empty record with the reason why it is rejected.
 */
export async function recordOfActivity(
  tx: Transaction,
  lookups: Lookups,
  lists: IatiLists,
  { element: activity, oversized }: IatiActivity,
): Promise<SourceRecord> {
  const context: IatiContext = {
    ...{ tx, lookups, lists, activity, problems: [], findings: [], seen: new Map(), emails: [] },
    language: languageOfActivity(activity),
    told: new Set(),
  };
  const sourceKey = detached(cleanLine(childOf(activity, "iati-identifier")?.text ?? ""));
  if (oversized) return rejected(context, sourceKey, "activity_too_large");
  if (sourceKey === "") return rejected(context, sourceKey, "identifier_missing");
  const texts = readTexts(context);
  if (!texts) return rejected(context, sourceKey, "title_missing");
  const places = readPlaces(context);
  const countries = [...new Set(places.map(({ countryCode }) => countryCode))];
  const participants = await readParticipants(context, countries);
  const funding = await readFunding(context, participants, countries);
  for (const { funder } of funding) addRole(participants.roles, funder, "funder");
  const draft: ProjectDraft = {
    ...unstated,
    ...texts,
    declaredStatusCode: readStatus(context),
    ...readDates(context),
    sourceUrl: sourceUrlOf(context),
    places,
    organisations: participants.roles,
    themes: readThemes(context),
    funding,
    findings: [],
  };
  if (context.emails.length > 0) {
    const count = new Set(context.emails).size;
    addFinding(context, { rule: "email_withheld", organisation: null, key: "", details: { count } });
  }
  // An organisation that was looked at and not linked is not stored, nor is what was found of it.
  const linked = new Set(draft.organisations.map(({ organisation }) => organisation));
  draft.findings = context.findings.filter(({ organisation }) => organisation === null || linked.has(organisation));
  return { sourceKey, line: activity.line, draft, problems: inOrder(context.problems) };
}

function sourceUrlOf({ activity }: IatiContext): string | null {
  const address = attributeOf(activity, "linked-data-uri");
  return address && /^https?:\/\/[^\s]+$/i.test(address) ? address : null;
}

function rejected({ activity, problems }: IatiContext, sourceKey: string, reason: Reason): SourceRecord {
  const nothing = { title: sourceKey, language: "fr", declaredStatusCode: null, start: null, end: null, sourceUrl: null };
  const lists = { texts: [], places: [], organisations: [], themes: [], funding: [], findings: [] };
  const problem: Problem = { line: activity.line, column: activity.name, value: sourceKey, reason };
  return {
    sourceKey,
    line: activity.line,
    draft: { ...unstated, ...nothing, ...lists },
    problems: [...inOrder(problems), problem],
  };
}

function inOrder(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
