import type { ProjectDraft } from "../draft";
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
    ...Object.fromEntries(draft.texts.map(({ field, body }) => [field, body])),
    places: draft.places.map(({ countryCode, name, position }) => ({
      country: countryCode,
      name,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      precision: position?.precision ?? null,
    })),
    organisations: draft.organisations.map(({ organisation, roleCode }) => ({ organisation: id(organisation), role: roleCode })),
    themes: [...draft.themes].sort((a, b) => a.rank - b.rank).map(({ code, rank }) => ({ theme: code, rank })),
    funding: draft.funding.map(({ funder, year, amount, schemes }) => ({
      funder: id(funder),
      year,
      amount,
      schemes: [...schemes].sort((a, b) => (a.code < b.code ? -1 : 1)),
    })),
  };
}

/** Fields whose facts differ. */
export function changesBetween(before: PublicFacts, after: PublicFacts): Change[] {
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => canonical(change.before) !== canonical(change.after));
}
