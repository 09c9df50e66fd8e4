import { normaliseName } from "@/lib/core/text";
import type { OrganisationEntry, PersonDraft, ProjectDraft } from "../draft";
import { wordsOf } from "../lines";
import { resolvePost } from "../match/posts";
import { emailsIn, plainEmail } from "../normalise/free-text";
import { splitByCapitals, splitFunction, splitLastFirst } from "../normalise/person-names";
import { cutAfterKnownName } from "../normalise/row-names";
import type { LegacyPage, PostContact, Row } from "../sources/legacy-page/page";
import type { Context } from "./context";
import { columnOf } from "./facts";
import type { Partners } from "./partners";

/** Staff of the partners, and the e-mail addresses taken out of texts. Nobody is lost: a row that cannot be split is kept whole. */
export function readPeople(context: Context, page: LegacyPage, partners: Partners): ProjectDraft["people"] {
  const people: ProjectDraft["people"] = [];
  const fallback = partners.leads[0] ?? partners.french[0] ?? partners.foreign[0] ?? partners.implementing[0] ?? null;
  const keep = (organisation: OrganisationEntry | null, person: PersonDraft, line: number | null, column: string) => {
    if (organisation) people.push({ organisation, person });
    else context.problems.push({ line, column, value: "1", reason: "person_not_kept" });
  };
  const column = columnOf("partnerStaff");
  for (const row of page.partnerStaff.rows) {
    const { organisation, person } = staffInCells(context, row) ?? staffOf(context, row, partners);
    keep(organisation ?? fallback, person, row.line, column);
  }
  for (const email of new Set(context.emails)) {
    const person = { functionCode: "other" as const, functionLabel: null, lastName: null, firstName: null, email };
    keep(fallback, person, null, column);
  }
  return people;
}

type Staff = { organisation: OrganisationEntry | null; person: PersonDraft };

/** Partner, family name, given name, function, address: a row whose columns are known. Null where its partner is not. */
function staffInCells({ seen }: Context, { cells }: Row): Staff | null {
  const [partner = "", lastName = "", firstName = "", functionLabel = "", address = ""] = cells ?? [];
  const organisation = seen.get(normaliseName(partner));
  if (!cells || cells.length < 5 || !organisation || lastName === "") return null;
  const [email = null] = emailsIn(address);
  if (address !== "" && email === null) return null;
  const person = { lastName, firstName: firstName || null, functionLabel: functionLabel || null, email };
  return { organisation, person: { functionCode: "partner_staff", ...person } };
}

function staffOf(context: Context, row: Row, { foreign }: Partners): Staff {
  const column = columnOf("partnerStaff");
  const tell = (reason: "partner_of_person_unknown" | "person_not_split") =>
    context.problems.push({ line: row.line, column, value: row.value, reason, personal: true });
  const [email = null] = emailsIn(row.value);
  const words = wordsOf(email ? plainEmail(row.value).replace(email, " ") : row.value);
  const names = new Map([...context.seen].filter(([, entry]) => foreign.includes(entry)).map(([name]) => [name, name]));
  const cut = cutAfterKnownName(words.join(" "), names);
  const organisation = cut ? (context.seen.get(cut.name) ?? null) : null;
  if (!organisation) tell("partner_of_person_unknown");
  const split = splitFunction(cut?.rest ?? words);
  const isCut = cut !== null && split.function !== null && split.name.length >= 2;
  const name = isCut
    ? splitLastFirst(split.name, email)
    : { lastName: (cut?.rest ?? words).join(" ") || null, firstName: null, certain: false };
  if (!name.certain) tell("person_not_split");
  const { lastName, firstName } = name;
  return {
    organisation,
    person: { functionCode: "partner_staff", functionLabel: isCut ? split.function : null, lastName, firstName, email },
  };
}

/** Rows of volunteers, whole: five columns of free text run together have no certain cut, and their names are never shown. */
export function readVolunteers(context: Context, page: LegacyPage): string[] {
  return page.volunteers.rows.map(({ value, line }) => {
    context.problems.push({ line, column: columnOf("volunteers"), value, reason: "person_not_split", personal: true });
    return plainEmail(value);
  });
}

/** The diplomatic posts of a page with their contacts. A post whose seat is uncertain is told, and not made. */
export async function readPosts(context: Context, page: LegacyPage, { foreign }: Partners): Promise<ProjectDraft["posts"]> {
  const abroad = {
    countryCodes: [...new Set(foreign.flatMap(({ countryCode }) => countryCode ?? []))],
    subdivisionCodes: foreign.map(({ subdivisionCode }) => subdivisionCode),
  };
  const posts: ProjectDraft["posts"] = [];
  for (const { name, contacts } of page.posts) {
    if (name.value === "" && contacts.length === 0) continue;
    const post = name.value === "" ? null : await resolvePost(context.tx.db, context.lookups.posts, name.value, abroad);
    if (post && post.id === null)
      context.problems.push({ line: name.line, column: columnOf("posts"), value: name.value, reason: "post_created" });
    if (post) posts.push({ post, people: contacts.map((contact) => agentOf(context, contact)) });
    else {
      context.problems.push({ line: name.line, column: columnOf("posts"), value: name.value, reason: "post_unknown" });
      for (const contact of contacts)
        context.problems.push({ ...placeOf(contact), column: columnOf("posts"), value: "1", reason: "person_not_kept" });
    }
  }
  return posts;
}

function agentOf(context: Context, contact: PostContact): PersonDraft {
  const label = contact.function?.value ?? null;
  const functionCode = functionOf(label);
  const name = splitByCapitals(contact.name?.value ?? "");
  if (contact.name && !name.certain)
    context.problems.push({
      line: contact.name.line,
      column: columnOf("posts"),
      value: contact.name.value,
      reason: "person_not_split",
      personal: true,
    });
  return {
    functionCode,
    functionLabel: functionCode === "other" ? label : null,
    lastName: name.lastName,
    firstName: name.firstName,
    email: contact.email ? plainEmail(contact.email.value) : null,
  };
}

function functionOf(label: string | null): PersonDraft["functionCode"] {
  const text = normaliseName(label ?? "");
  if (/^correspondante? (?:de )?(?:la )?cooperation decentralisee$/.test(text)) return "decentralised_cooperation_correspondent";
  return /^conseill(?:er|ere) de cooperation et d action culturelle$/.test(text) ? "cooperation_counsellor" : "other";
}

function placeOf({ name, email, function: label }: PostContact): { line: number | null } {
  return { line: (name ?? email ?? label)?.line ?? null };
}
