import type { DatabaseReader } from "@/lib/core/db";
import type { FindingDraft, OrganisationEntry, PersonDraft, PostEntry, ProjectDraft } from "../draft";
import type { SourceRecord } from "../source";
import { canonical, type Json } from "./canonical";
import type { CurrentFinding, CurrentPerson, CurrentProject } from "./current";
import { type Change, changesBetween, factsOfDraft, type PublicFacts } from "./facts";
import { type PostPeoplePlan, planPostPeople } from "./post-people";

/** What has to be written so that the database holds a record; all empty when it does already. */
export type Plan = {
  record: SourceRecord;
  current: CurrentProject | null;
  /** The facts to hold, and how they differ from those held. Facts that a person corrected stay. */
  facts: PublicFacts;
  changes: Change[];
  /** Corrections of people that the source contradicts. */
  kept: Change[];
  newOrganisations: OrganisationEntry[];
  newPosts: PostEntry[];
  postPeople: PostPeoplePlan;
  /** Null: as they are. Otherwise the people to store instead of those stored, but for people who objected. */
  people: ProjectDraft["people"] | null;
  volunteers: string[] | null;
  findings: { add: FindingDraft[]; update: { id: number; details: FindingDraft["details"] }[]; remove: number[] };
};

/** Compares a record with what the database holds of it. Reads only. */
export async function planChanges(db: DatabaseReader, record: SourceRecord, current: CurrentProject | null): Promise<Plan> {
  if (current?.merged) return planOfMerged(record, current);
  const { draft } = record;
  const people = draft.people.filter(({ organisation, person }) => !hasObjected(current?.people ?? [], organisation, person));
  const stored = (current?.people ?? []).filter(({ optedOut }) => !optedOut);
  const samePeople = canonicalList(people.map(personOfDraft)) === canonicalList(stored.map(personAsStored));
  const sameVolunteers = canonicalList(draft.volunteers) === canonicalList(current?.volunteers ?? []);
  return {
    record,
    current,
    ...compareFacts(draft, current),
    newOrganisations: newOrganisations(draft),
    newPosts: draft.posts.map(({ post }) => post).filter(({ id }) => id === null),
    postPeople: await planPostPeople(db, draft.posts),
    people: samePeople || current?.corrected.has(mergedPeople) ? null : people,
    volunteers: sameVolunteers || current?.corrected.has(mergedVolunteers) ? null : draft.volunteers,
    findings: planFindings(current?.findings ?? [], draft.findings),
  };
}

/** Fields of a revision that say how many contacts and volunteers a merge brought: from then on they are a person's. */
export const mergedPeople = "contacts";
export const mergedVolunteers = "volunteers";

/** What one source of a merged record says changes nothing: the source of the record that was kept goes on. It is told. */
function planOfMerged(record: SourceRecord, current: CurrentProject): Plan {
  const { facts } = current;
  const differing = changesBetween(facts, factsOfDraft(record.draft)).filter(({ before, after }) => saysMore(before, after));
  return {
    ...{ record, current, facts, changes: [], kept: differing, newOrganisations: [], newPosts: [] },
    ...{
      postPeople: { write: [], differing: [] },
      people: null,
      volunteers: null,
      findings: { add: [], update: [], remove: [] },
    },
  };
}

/** False for a source that states nothing, or only a part of what is held: it contradicts nobody. */
function saysMore(held: Json, stated: Json): boolean {
  if (stated === null) return false;
  if (!Array.isArray(stated)) return true;
  const known = new Set(Array.isArray(held) ? held.map(canonical) : []);
  return stated.some((item) => !known.has(canonical(item)));
}

/** The facts that the database should hold, compared with those that it holds. */
export function compareFacts(draft: ProjectDraft, current: CurrentProject | null): Pick<Plan, "facts" | "changes" | "kept"> {
  const wanted = factsOfDraft(draft);
  // Nothing is held that could differ.
  if (current === null) return { facts: wanted, changes: [], kept: [] };
  const held = current.facts;
  // A source that brings no translation takes none away.
  const differing = changesBetween(held, wanted).filter(({ field }) => field in wanted || !field.includes("."));
  const { corrected } = current;
  const changes = differing.filter(({ field }) => !corrected.has(field));
  const facts = { ...held, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) };
  return {
    facts,
    changes,
    kept: differing.filter(({ field }) => corrected.has(field)),
  };
}

/** True when the database holds the record already. */
export function isEmpty({ current, people, volunteers, findings, record, ...plan }: Plan): boolean {
  if (current?.merged) return true;
  const { add, update, remove } = findings;
  const { newOrganisations, newPosts, postPeople } = plan;
  const lists = [plan.changes, newOrganisations, newPosts, postPeople.write, record.draft.aliases ?? [], add, update, remove];
  return current !== null && people === null && volunteers === null && lists.every((list) => list.length === 0);
}

function newOrganisations({ organisations, funding, people }: ProjectDraft): OrganisationEntry[] {
  const all = [
    ...organisations.map(({ organisation }) => organisation),
    ...funding.map(({ funder }) => funder),
    ...people.map(({ organisation }) => organisation),
  ];
  return [...new Set(all)].filter(({ id }) => id === null);
}

function planFindings(current: CurrentFinding[], wanted: FindingDraft[]): Plan["findings"] {
  const keyOf = (rule: string, organisation: string | null, key: string) => JSON.stringify([rule, organisation, key]);
  const stored = new Map(current.map((finding) => [keyOf(finding.rule, finding.organisationPublicId, finding.key), finding]));
  const plan: Plan["findings"] = { add: [], update: [], remove: [] };
  for (const finding of wanted) {
    const key = keyOf(finding.rule, finding.organisation?.publicId ?? null, finding.key);
    // An organisation without a public id is new, and so is what is found of it.
    const found = finding.organisation?.publicId === null ? undefined : stored.get(key);
    stored.delete(key);
    if (!found) plan.add.push(finding);
    else if (canonical(found.details) !== canonical(finding.details))
      plan.update.push({ id: found.id, details: finding.details });
  }
  // What somebody settled stays in the history of the record.
  plan.remove = [...stored.values()].filter(({ resolved }) => !resolved).map(({ id }) => id);
  return plan;
}

/** People who objected stay as they are stored: their row, emptied or not, keeps an import from bringing them back. */
function hasObjected(stored: CurrentPerson[], organisation: OrganisationEntry, person: PersonDraft): boolean {
  return stored.some(
    (other) =>
      other.optedOut &&
      other.organisationPublicId === organisation.publicId &&
      other.functionCode === person.functionCode &&
      (other.email === person.email || other.lastName === null || other.lastName === person.lastName),
  );
}

function personOfDraft({ organisation, person }: ProjectDraft["people"][number]): Json {
  return [
    organisation.publicId ?? `new ${organisation.name}`,
    ...[person.functionCode, person.functionLabel, person.lastName, person.firstName, person.email],
  ];
}

function personAsStored(person: CurrentPerson): Json {
  return [
    person.organisationPublicId,
    ...[person.functionCode, person.functionLabel, person.lastName, person.firstName, person.email],
  ];
}

function canonicalList(list: Json[]): string {
  return list.map(canonical).sort().join("\n");
}
