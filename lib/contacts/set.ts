import { z } from "zod";
import type { Database, DatabaseReader } from "@/lib/core/db";
import { AtlasError } from "@/lib/core/errors";
import { limits } from "@/lib/core/limits";
import type { Prisma } from "@/lib/core/prisma-client/client";

/** Who made the revisions: a person, whose own name is personal data. */
const actor = "operator";

const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => null), schema]);

/** A rule of competence as an operator writes it: a country (SN), a subdivision (CA-QC) or the number of a GeoNames place. */
const rule = z.string().regex(/^([A-Z]{2}(-[A-Z0-9]{1,3})?|\d{1,10})$/);
const list = z.string().transform((text) =>
  text
    .toUpperCase()
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** What an operator may say of an entry of the directory. An empty value empties the field. */
const values = {
  email: optional(z.email().max(limits.emailLength)),
  phone: optional(z.string().regex(/^\+[\d ().-]{7,30}$/)),
  website: optional(z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(limits.feedbackUrlLength)),
  verified: optional(z.iso.date()),
  covers: list.pipe(z.array(rule)),
  serves: list.pipe(z.array(z.string().regex(/^[A-Z0-9]{2,9}$/))),
};
type Field = keyof typeof values;
export const contactFields = Object.keys(values) as Field[];

type Given = { [F in Field]?: z.output<(typeof values)[F]> };

/** Codes of `contacts.set.problem`. */
type SetProblem = "unknown" | "field" | "value" | "nothing" | "place" | "territory" | "notHere";

function refusal(problem: SetProblem, what: string): AtlasError {
  const message = `contacts.set.problem.${problem}`;
  const context = { message, what: what.slice(0, limits.reportValueLength) };
  return new AtlasError("invalid_input", `contact not changed: ${problem}`, { context });
}

/** Reads `FIELD=VALUE…`. Throws `invalid_input`. */
function read(assignments: readonly string[]): Given {
  if (assignments.length === 0) throw refusal("nothing", contactFields.join(", "));
  const given: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const [, name = "", value = ""] = /^([a-z]+)=(.*)$/s.exec(assignment) ?? [];
    const field = contactFields.find((each) => each === name);
    if (!field) throw refusal("field", contactFields.join(", "));
    const parsed = values[field].safeParse(value.trim());
    if (!parsed.success) throw refusal("value", assignment);
    given[field] = parsed.data;
  }
  return given as Given;
}

async function readRules(db: DatabaseReader, country: string, covers: readonly string[]) {
  const rules: { countryCode: string; subdivisionCode: string | null; placeId: number | null }[] = [];
  for (const code of new Set(covers)) {
    const placeId = /^\d+$/.test(code) ? Number(code) : null;
    const place = placeId === null ? null : await db.place.findUnique({ where: { geonamesId: placeId } });
    const countryCode = placeId === null ? code.slice(0, 2) : (place?.countryCode ?? country);
    const known = placeId === null ? await db.country.count({ where: { code: countryCode } }) : place ? 1 : 0;
    if (known === 0) throw refusal("place", code);
    rules.push({ countryCode, subdivisionCode: code.length > 2 && placeId === null ? code : null, placeId });
  }
  return rules;
}

const verifiedOn = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00Z`));

/** An address that is stated, be it the same again, is one that mail is sent to. */
function columnsOf({ email, phone, website, verified }: Given) {
  return {
    ...(email !== undefined && { genericEmail: email, undeliverableOn: null }),
    ...(phone !== undefined && { phone }),
    ...(website !== undefined && { website }),
    ...(verified !== undefined && { verifiedOn: verifiedOn(verified) }),
  };
}

/** Of a person an operator states how they are reached, and that it is right. No history holds any of it. */
async function setPerson(database: Database, id: number, given: Given): Promise<string[]> {
  const { email, phone, verified, ...others } = given;
  const [foreign] = Object.keys(others);
  if (foreign) throw refusal("notHere", foreign);
  const data = {
    ...(email !== undefined && { email, undeliverableOn: null }),
    ...(phone !== undefined && { phone }),
    ...(verified !== undefined && { verifiedOn: verifiedOn(verified) }),
  };
  const { count } = await database.contact.updateMany({ where: { id, optedOut: false }, data });
  if (count === 0) throw refusal("unknown", `c${id}`);
  return Object.keys(given);
}

/**
 * Sets facts of a post or an office as a person states them, in one transaction with a line of its history, by which later imports keep
 * them. The history tells that an address changed, not which it is. Throws `invalid_input`.
 */
export async function setContact(database: Database, id: string, assignments: readonly string[]): Promise<string[]> {
  const given = read(assignments);
  const publicId = id.toLowerCase();
  const person = /^c(\d{1,9})$/.exec(publicId)?.[1];
  if (person) return setPerson(database, Number(person), given);
  return database.$transaction(async (tx) => {
    const isPost = /^d\d+$/.test(publicId);
    if (given.covers && !isPost) throw refusal("notHere", "covers");
    if (given.serves && isPost) throw refusal("notHere", "serves");
    await (isPost ? setPost(tx, publicId, given) : setOffice(tx, publicId, given));
    const fields = Object.keys(given);
    const revisedAs: Record<string, string> = { email: "genericEmail", verified: "verifiedOn", covers: "jurisdictions" };
    const changes = fields.map((field) => ({
      field: revisedAs[field] ?? field,
      before: null,
      after: shown(given, field as Field),
    }));
    const entity = isPost ? "diplomatic_post" : "office";
    await tx.revision.create({ data: { entity, publicId, actor, changes: changes as Prisma.InputJsonValue } });
    return fields;
  });
}

const shown = (given: Given, field: Field) => (field === "email" ? null : (given[field] ?? null));

async function setPost(tx: DatabaseReader, publicId: string, given: Given): Promise<void> {
  const post = await tx.diplomaticPost.findUnique({ where: { publicId }, select: { id: true, countryCode: true } });
  if (!post) throw refusal("unknown", publicId);
  await tx.diplomaticPost.update({ where: { id: post.id }, data: columnsOf(given) });
  if (!given.covers) return;
  const rules = await readRules(tx, post.countryCode, given.covers);
  await tx.postJurisdiction.deleteMany({ where: { postId: post.id } });
  await tx.postJurisdiction.createMany({ data: rules.map((one) => ({ postId: post.id, ...one })) });
}

async function setOffice(tx: DatabaseReader, publicId: string, given: Given): Promise<void> {
  const office = await tx.office.findUnique({ where: { publicId }, select: { id: true } });
  if (!office) throw refusal("unknown", publicId);
  await tx.office.update({ where: { id: office.id }, data: columnsOf(given) });
  if (!given.serves) return;
  const territories = await tx.territory.findMany({ where: { code: { in: given.serves } }, select: { id: true, code: true } });
  const missing = given.serves.find((code) => !territories.some((territory) => territory.code === code));
  if (missing) throw refusal("territory", missing);
  await tx.officeTerritory.deleteMany({ where: { officeId: office.id } });
  await tx.officeTerritory.createMany({ data: territories.map(({ id }) => ({ officeId: office.id, territoryId: id })) });
}
