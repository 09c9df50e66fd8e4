import type { DatabaseReader } from "@/lib/core/db";
import type { FindingDraft, OrganisationEntry, PersonDraft, PostEntry, ProjectDraft } from "../draft";
import { canonical, type Json } from "./canonical";
import { type CurrentFinding, type CurrentPerson, type CurrentProject, loadCurrent } from "./current";
import { type Change, changesBetween, factsOfDraft } from "./facts";
import { type PostPeoplePlan, planPostPeople } from "./post-people";
import type { ProjectEntry } from "./project-index";

/** What has to be written so that the database holds a draft; all empty when it does already. */
export type Plan = {
  project: ProjectEntry | null;
  current: CurrentProject | null;
  changes: Change[];
  newOrganisations: OrganisationEntry[];
  newPosts: PostEntry[];
  postPeople: PostPeoplePlan;
  /** Null: as they are. Otherwise the people to store instead of those stored, but for people who objected. */
  people: ProjectDraft["people"] | null;
  volunteers: string[] | null;
  findings: { add: FindingDraft[]; update: { id: number; details: FindingDraft["details"] }[]; remove: number[] };
};

/** Compares a draft with what the database holds. Reads only. */
export async function planChanges(db: DatabaseReader, draft: ProjectDraft, project: ProjectEntry | null): Promise<Plan> {
  const current = project?.id ? await loadCurrent(db, project.id, draft) : null;
  const people = draft.people.filter(({ organisation, person }) => !hasObjected(current?.people ?? [], organisation, person));
  const stored = (current?.people ?? []).filter(({ optedOut }) => !optedOut);
  const samePeople = canonicalList(people.map(personOfDraft)) === canonicalList(stored.map(personAsStored));
  const sameVolunteers = canonicalList(draft.volunteers) === canonicalList(current?.volunteers ?? []);
  return {
    project,
    current,
    changes: changesBetween(current?.facts ?? {}, factsOfDraft(draft)),
    newOrganisations: newOrganisations(draft),
    newPosts: draft.posts.map(({ post }) => post).filter(({ id }) => id === null),
    postPeople: await planPostPeople(db, draft.posts),
    people: samePeople ? null : people,
    volunteers: sameVolunteers ? null : draft.volunteers,
    findings: planFindings(current?.findings ?? [], draft.findings),
  };
}

/** True when the database holds the draft already. */
export function isEmpty(plan: Plan): boolean {
  const { add, update, remove } = plan.findings;
  const lists = [plan.changes, plan.newOrganisations, plan.newPosts, plan.postPeople.write, add, update, remove];
  return plan.project !== null && plan.people === null && plan.volunteers === null && lists.every((list) => list.length === 0);
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
