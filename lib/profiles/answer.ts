import { z } from "zod";
import { env } from "@/lib/core/env";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { listAddress } from "@/lib/search/addresses";
import { none } from "@/lib/search/facets";
import type { ProjectQuery } from "@/lib/search/params";
import { measureKeys } from "@/lib/statistics/units";
import { subjectTarget } from "./address";
import { leadOf } from "./lead";
import type { Actors } from "./queries/actors";
import { listedDimensions } from "./queries/parts";
import type { Profile } from "./queries/profile";
import { subjectKinds } from "./schema";

const list = z.url().nullable().describe("address of exactly these projects in this interface; null where none says it");
const counted = { projects: z.number().int(), list };
const year = z.number().int().nullable();
const actor = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  country: z.string().nullable(),
  ongoing: z.number().int(),
  since: year.describe("year of its first project here, where it is stated"),
  ...counted,
});
const funder = z.object({
  id: z.string(),
  name: z.string(),
  cofunding: z.number().nullable().describe("sum of the co-funding in euros that is known; null when none is"),
  unknownAmounts: z.number().int().describe("lines of co-funding without an amount, which is not zero"),
  ...counted,
});
/** Those with the most projects; `total`: how many there are. */
const first = <T extends z.ZodType>(row: T) => z.object({ total: z.number().int(), first: z.array(row) });

/** What the page of an organisation, a country, a territory, a theme or a 1 % scheme says, for programs. */
export const profileSchema = z.object({
  kind: z.enum(subjectKinds),
  id: z
    .string()
    .describe("public id of an organisation, ISO 3166-1 code of a country, INSEE code of a territory, code of a theme or scheme"),
  name: z.string(),
  page: z.url(),
  summary: z.string(),
  organisation: z
    .object({
      kind: z.object({ code: z.string(), label: z.string(), isAuthority: z.boolean() }),
      side: z.enum(["french", "foreign", "unattributed"]),
      country: z.string().nullable(),
      territory: z.string().nullable().describe("code of the French territory that it governs"),
      codes: z.array(z.object({ scheme: z.string(), code: z.string() })),
      website: z.string().nullable(),
    })
    .nullable(),
  since: year,
  updatedOn: z.iso.date().nullable(),
  onlyFunds: z.boolean().describe("it takes part in no project: everything is about the projects that it funds"),
  figures: z.array(z.object({ measure: z.enum(measureKeys), value: z.number().nullable(), list })),
  authorities: first(actor),
  partners: first(actor),
  funders: first(funder),
  parts: z.array(z.object({ dimension: z.enum(listedDimensions), key: z.string(), name: z.string(), ...counted })),
  years: z.array(z.object({ year: z.number().int(), ...counted })).describe("projects by the year in which they began"),
});

/** A profile as the interface gives it. */
export function presentProfile(profile: Profile, locale: Locale): z.infer<typeof profileSchema> {
  const { subject, outline, figures, actors, funders, parts, onlyFunds } = profile;
  const addressOf = (query: ProjectQuery | null) => query && new URL(listAddress(query, locale, false), env().PUBLIC_URL).href;
  const side = ({ total, rows }: Actors["authority"]) => ({
    total,
    first: rows.map(({ query, country, slug: _, ...row }) => ({
      ...row,
      country: country?.name ?? null,
      list: addressOf(query),
    })),
  });
  return {
    kind: subject.kind,
    id: subject.key,
    name: subject.names[locale],
    page: absoluteHref(locale, subjectTarget(subject, locale)),
    summary: leadOf(profile, locale),
    organisation:
      subject.kind === "organisation"
        ? {
            kind: {
              code: subject.type.code,
              label: inLocale(locale, subject.type.labels.fr, subject.type.labels.en),
              isAuthority: subject.type.isAuthority,
            },
            side: subject.side,
            country: subject.country?.code ?? null,
            territory: subject.territory,
            codes: [...subject.codes],
            website: subject.website,
          }
        : null,
    since: outline.since,
    updatedOn: outline.updatedOn,
    onlyFunds,
    figures: figures.map(({ measure, value, query }) => ({ measure, value, list: addressOf(query) })),
    authorities: side(actors.authority),
    partners: side(actors.partner),
    funders: {
      total: funders.total,
      first: funders.rows.map(({ id, name, projects, known, unknown, query }) => ({
        ...{ id, name, projects, cofunding: known, unknownAmounts: unknown, list: addressOf(query) },
      })),
    },
    parts: [...parts.lists].flatMap(([dimension, listed]) =>
      listed.map(({ key, name, projects, query }) => ({ dimension, key, name, projects, list: addressOf(query) })),
    ),
    years: (parts.years?.parts ?? []).flatMap(({ key, value, query }) =>
      key === none ? [] : [{ year: Number(key), projects: value ?? 0, list: addressOf(query) }],
    ),
  };
}
