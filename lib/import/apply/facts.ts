import { slugify } from "@/lib/core/text";
import type { ProjectDraft, TextDraft } from "../draft";
import { shortDate } from "../normalise/dates";
import { canonical, type Json } from "./canonical";

/** The public facts of a project by field, in the form that revisions keep: codes and public ids, ISO dates, decimal strings. */
export type PublicFacts = Record<string, Json>;

export type Change = { field: string; before: Json; after: Json };

/** Facts that a draft wants. Organisations that do not exist yet stand under their name. */
export function factsOfDraft(draft: ProjectDraft): PublicFacts {
  const id = ({ publicId, name }: { publicId: string | null; name: string }) => publicId ?? name;
  return {
    legacyId: draft.legacyId,
    title: draft.title,
    language: draft.language,
    form: draft.formCode,
    declaredStatus: draft.declaredStatusCode,
    signedYear: draft.signedYear,
    start: draft.start && shortDate(draft.start),
    end: draft.end && shortDate(draft.end),
    threeYearFunding: draft.threeYearFunding,
    communicationInFrance: draft.communicationInFrance,
    communicationAbroad: draft.communicationAbroad,
    evaluation: draft.evaluation,
    multilateral: draft.multilateral,
    lastConfirmedOn: draft.lastConfirmedOn,
    sourceUrl: draft.sourceUrl,
    ...Object.fromEntries(draft.texts.map((text) => [textFact(text), text.body])),
    places: draft.places.map(({ countryCode, name, position }) => ({
      country: countryCode,
      name,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      precision: position?.precision ?? null,
    })),
    organisations: draft.organisations.map(({ organisation, roleCode }) => ({ organisation: id(organisation), role: roleCode })),
    themes: [...draft.themes]
      .sort((a, b) => a.rank - b.rank)
      .map(({ code, rank, percentage }) => ({ theme: code, rank, percentage })),
    funding: draft.funding.map(({ funder, year, amount, currency, kind, inKind, schemes }) => ({
      funder: id(funder),
      ...{ year, amount, currency, kind, inKind },
      schemes: [...schemes].sort((a, b) => (a.code < b.code ? -1 : 1)),
    })),
  };
}

/** Fields whose facts differ. */
export function changesBetween(before: PublicFacts, after: PublicFacts): Change[] {
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter(({ before: held, after: wanted }) => held !== wanted && canonical(held) !== canonical(wanted));
}

/** Name of the fact that a text is: "context" in the language of the record, "context.en" in another. */
export function textFact({ field, language, status }: Omit<TextDraft, "body">): string {
  return status === "original" ? field : `${field}.${language}`;
}

const days = { 4: "-01-01", 7: "-01", 10: "" } as const;
const precisions = { 4: "year", 7: "month", 10: "day" } as const;

/** Columns of `project` that hold the facts, but its keys and its provenance. */
export function columnsOfFacts(facts: PublicFacts): Record<string, Json> {
  const slug = slugify(String(facts.title));
  const titleEn = facts["title.en"];
  const titleFr = facts["title.fr"];
  return {
    legacy_id: facts.legacyId ?? null,
    title: facts.title ?? null,
    language: facts.language ?? null,
    slug_fr: typeof titleFr === "string" ? slugify(titleFr) : slug,
    slug_en: typeof titleEn === "string" ? slugify(titleEn) : slug,
    form_code: facts.form ?? null,
    declared_status_code: facts.declaredStatus ?? null,
    signed_year: facts.signedYear ?? null,
    ...dateColumns("start", facts.start),
    ...dateColumns("end", facts.end),
    last_confirmed_on: facts.lastConfirmedOn ?? null,
    three_year_funding: facts.threeYearFunding ?? null,
    communication_in_france: facts.communicationInFrance ?? null,
    communication_abroad: facts.communicationAbroad ?? null,
    evaluation: facts.evaluation ?? null,
    multilateral: facts.multilateral ?? false,
    source_url: facts.sourceUrl ?? null,
  };
}

function dateColumns(name: "start" | "end", stated: Json | undefined): Record<string, Json> {
  const length = typeof stated === "string" ? (stated.length as 4 | 7 | 10) : null;
  return {
    [`${name}_on`]: length && `${stated}${days[length]}`,
    [`${name}_precision`]: length && precisions[length],
  };
}
