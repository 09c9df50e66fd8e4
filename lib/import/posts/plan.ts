import { canonical, type Json } from "../apply/canonical";
import { type Change, changesBetween, type PublicFacts } from "../apply/facts";
import { creation, type Ownership } from "../places/history";
import type { Problem } from "../reasons";
import type { Jurisdiction, PostDraft } from "./draft";
import { candidatesFor, type StoredPost } from "./stored";

/** Facts of a post as they will be stored, and how they differ from what is stored. */
export type PostChange = { stored: StoredPost | null; facts: PostFacts; changes: Change[] };
export type PostFacts = Omit<StoredPost, "id" | "publicId" | "isDemo">;
export type PostsPlan = { create: PostChange[]; update: PostChange[]; problems: Problem[] };

/** Made from the others by our own rule: where another source named the post, its names stay without a word. */
const derived: ReadonlySet<string> = new Set(["nameFr", "nameEn", "cityFr", "cityEn"]);

/** Compares the drafts with the stored posts. Writes nothing. */
export function planPosts(drafts: readonly PostDraft[], posts: readonly StoredPost[], ownership: Ownership): PostsPlan {
  const plan: PostsPlan = { create: [], update: [], problems: [] };
  const takenBy = new Map<string, StoredPost | PostDraft>(posts.map((post) => [post.nameFr, post]));
  const matched = new Set<StoredPost>();
  for (const draft of drafts) {
    const candidates = candidatesFor(draft, posts);
    const tell = (reason: "post_ambiguous" | "post_twice") =>
      plan.problems.push({ line: draft.line, column: "qid", value: `${draft.wikidataId} ${draft.nameFr}`, reason });
    const [stored = null] = candidates;
    if (candidates.length > 1) tell("post_ambiguous");
    const change = changeOf(draft, stored, ownership, plan.problems);
    const owner = takenBy.get(change.facts.nameFr);
    if (candidates.length < 2 && ((stored && matched.has(stored)) || (owner && owner !== stored))) tell("post_twice");
    else if (candidates.length < 2) {
      takenBy.set(change.facts.nameFr, stored ?? draft);
      if (!stored) plan.create.push(change);
      else if (change.changes.length > 0) plan.update.push(change);
    }
    for (const candidate of candidates) matched.add(candidate);
  }
  for (const post of posts)
    if (post.wikidataId !== null && post.closedOn === null && !matched.has(post))
      plan.problems.push({ line: null, column: "qid", value: `${post.wikidataId} ${post.nameFr}`, reason: "post_vanished" });
  return plan;
}

function changeOf(draft: PostDraft, stored: StoredPost | null, ownership: Ownership, problems: Problem[]): PostChange {
  const wanted = wantedFacts(draft);
  if (!stored) return { stored, facts: wanted, changes: [creation] };
  const { id, publicId, isDemo, ...current } = stored;
  const facts = { ...current };
  for (const field of Object.keys(wanted) as (keyof PostFacts)[]) {
    if (field === "jurisdictions" || wanted[field] === undefined) continue;
    const [was, will] = [current[field] ?? null, wanted[field] ?? null];
    if (isDemo || was === null || ownership(publicId, field) !== "other") Object.assign(facts, { [field]: will });
    else if (will !== null && canonical(was) !== canonical(will) && !derived.has(field))
      problems.push({ line: draft.line, column: field, value: shown(will, was), reason: "value_kept" });
  }
  if (draft.jurisdictions)
    facts.jurisdictions =
      ownership(publicId, "jurisdictions") === "own" ? draft.jurisdictions : union(current.jurisdictions, draft.jurisdictions);
  const changes = changesBetween(publicFacts(current), publicFacts(facts));
  if (current.wikidataId === null)
    problems.push({ line: draft.line, column: "qid", value: stored.nameFr, reason: "post_merged" });
  // A fictitious post becomes a real one: from now on it is as if the import had made it.
  return { stored, facts, changes: isDemo ? [{ ...creation, before: "demo" }, ...changes] : changes };
}

function wantedFacts({ line, accreditedElsewhere, cityNames, jurisdictions, ...facts }: PostDraft): PostFacts {
  return { ...facts, jurisdictions: jurisdictions ?? [] };
}

function union(stored: readonly Jurisdiction[], given: readonly Jurisdiction[]): Jurisdiction[] {
  const known = new Set(stored.map(canonical));
  return [...stored, ...given.filter((one) => !known.has(canonical(one)))];
}

function publicFacts({ jurisdictions, ...facts }: PostFacts): PublicFacts {
  const stated = Object.entries(facts).map(([field, value]) => [field, value ?? null] as const);
  return {
    ...Object.fromEntries(stated),
    jurisdictions: [...jurisdictions].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1)),
  };
}

const shown = (...values: Json[]) =>
  values
    .map((value) => (value !== null && typeof value === "object" ? Object.values(value).join(", ") : String(value)))
    .join(" ≠ ");
