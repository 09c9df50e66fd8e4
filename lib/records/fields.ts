import { z } from "zod";
import { today } from "@/lib/core/clock";
import type { DatabaseReader } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import type { Json } from "@/lib/import/apply/canonical";
import { parseIsoDay, parseYear } from "@/lib/import/normalise/dates";
import { emailsIn } from "@/lib/import/normalise/free-text";
import type { RecordEntity } from "./record";

/** The lists whose codes a field takes. */
export type CodeList = "form" | "declaredStatus" | "kind" | "country";

/** A field that a person may correct: what it takes, and whether it may be emptied. */
export type Field = { takes: z.ZodType<Json, string>; optional: boolean; list?: CodeList };

// The message of a schema is the reason of the refusal: `records.error.<reason>`.
const controls = /[^\P{Cc}\n]/gu;
const text = (most: number) =>
  z
    .string()
    .transform((value) => value.replace(controls, "").trim())
    .pipe(
      z
        .string()
        .max(most, "textTooLong")
        .refine((value) => emailsIn(value).length === 0, "personalData"),
    );

const line = text(limits.correctedLineLength).transform((value) => value.replace(/\s+/g, " "));
const year = z
  .string()
  .refine((value) => parseYear(value) !== null, "yearInvalid")
  .transform(Number);
const partial = { 4: "-01-01", 7: "-01", 10: "" } as const;
const date = z
  .string()
  .refine(
    (value) => /^\d{4}(-\d{2}){0,2}$/.test(value) && parseIsoDay(value + partial[value.length as 4 | 7 | 10]) !== null,
    "dateInvalid",
  );
const pastDay = z
  .string()
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && parseIsoDay(value) !== null, "dayInvalid")
  .refine((value) => value <= today(), "dayInFuture");
const answers: Readonly<Record<string, boolean>> = { yes: true, oui: true, no: false, non: false };
const answer = z
  .string()
  .refine((value) => Object.hasOwn(answers, value.toLowerCase()), "answerInvalid")
  .transform((value) => answers[value.toLowerCase()] ?? null);
const address = z
  .string()
  .max(limits.correctedLineLength, "textTooLong")
  .refine((value) => z.url({ protocol: /^https?$/ }).safeParse(value).success, "urlInvalid");
const degrees = /^(-?\d{1,2}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)$/;
const position = z
  .string()
  .refine((value) => {
    const found = degrees.exec(value);
    return found !== null && Math.abs(Number(found[1])) <= 90 && Math.abs(Number(found[2])) <= 180;
  }, "positionInvalid")
  .transform((value) => {
    const [, latitude, longitude] = degrees.exec(value) ?? [];
    return { latitude: Number(latitude).toFixed(5), longitude: Number(longitude).toFixed(5), precision: "exact" };
  });
const code = z.string();
const publicId = z.string().regex(/^o[1-9]\d{0,11}$/, "successorInvalid");

const optional = (takes: Field["takes"], list?: CodeList): Field => ({ takes, optional: true, ...(list && { list }) });
const required = (takes: Field["takes"], list?: CodeList): Field => ({ takes, optional: false, ...(list && { list }) });

const longText = optional(text(limits.tableCellLength));
export const textFields = ["context", "background", "objectives", "description", "beneficiaries"] as const;
const translations = ["title", ...textFields].flatMap((field) => [`${field}.fr`, `${field}.en`]);

/** Every field that a person may correct, under the name that it has in the history of a record. */
export const fields: Readonly<Record<RecordEntity, Readonly<Record<string, Field>>>> = {
  project: {
    title: required(line),
    form: optional(code, "form"),
    declaredStatus: optional(code, "declaredStatus"),
    signedYear: optional(year),
    start: optional(date),
    end: optional(date),
    lastConfirmedOn: optional(pastDay),
    threeYearFunding: optional(answer),
    communicationInFrance: optional(answer),
    communicationAbroad: optional(answer),
    evaluation: optional(answer),
    multilateral: required(answer),
    sourceUrl: optional(address),
    ...Object.fromEntries(textFields.map((field) => [field, longText])),
    ...Object.fromEntries(translations.map((field) => [field, longText])),
  },
  organisation: {
    name: required(line),
    nameEn: optional(line),
    acronym: optional(line),
    kind: required(code, "kind"),
    website: optional(address),
    country: optional(code, "country"),
    subdivision: optional(line),
    position: optional(position),
    successor: optional(publicId),
  },
};

/** The codes that a list has, in its order. */
export async function codesOf(db: DatabaseReader, list: CodeList): Promise<string[]> {
  const select = { code: true } as const;
  const inOrder = { select, orderBy: { position: "asc" } } as const;
  const rows = await {
    form: () => db.cooperationForm.findMany(inOrder),
    declaredStatus: () => db.projectStatus.findMany(inOrder),
    kind: () => db.organisationKind.findMany(inOrder),
    country: () => db.country.findMany({ select, orderBy: { code: "asc" } }),
  }[list]();
  return rows.map((row) => row.code);
}

/** A statement of where a correction comes from, for the history: short, without personal data. */
export const evidence = text(limits.correctedLineLength);
