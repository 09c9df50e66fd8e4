import { db } from "@/lib/core/db";
import { Prisma } from "@/lib/core/prisma-client/client";
import { countrySelect, labelSelect } from "@/lib/projects/queries/present";
import { organisationSelect, type ProjectRow, rankedLabelSelect, themeSelect } from "@/lib/projects/queries/project";
import { dateOf, isListFact, listOf, textOf } from "../facts";
import { endOfDay } from "../moment";
import { type StoredChange, type Undone, undo } from "../undo";
import { movedIds } from "./names";

type Past = { undone: Undone; last: { changedAt: Date; imported: boolean } | null };

/**
 * Projects as their records stood at the end of a day (ISO) in France: what revisions changed later is undone. Names of
 * organisations and lists are those of today; news, findings and people are no facts of a record and are left out. The
 * records must exist on that day.
 */
export async function restoreRows(rows: readonly ProjectRow[], day: string): Promise<ProjectRow[]> {
  const past = await loadPast(
    rows.map(({ publicId }) => publicId),
    day,
  );
  const related = await loadRelated([...past.values()].map(({ undone }) => undone));
  return rows.map((row) => restore(row, past.get(row.publicId) ?? { undone: new Map(), last: null }, related));
}

async function loadPast(ids: string[], day: string): Promise<Map<string, Past>> {
  const [later, earlier] = await Promise.all([
    // The order of the numbers is that in which the changes were made; two imports may have started in another one.
    db().$queryRaw<({ publicId: string } & StoredChange)[]>`
      SELECT DISTINCT ON (r.public_id, change->>'field') r.public_id AS "publicId", change->>'field' AS field,
        change->'before' AS before, null AS after
      FROM revision r CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS change
      WHERE r.entity = 'project' AND r.public_id = ANY(${ids}) AND r.changed_at >= ${endOfDay(day)}
      ORDER BY r.public_id, change->>'field', r.id`,
    db().$queryRaw<{ publicId: string; changedAt: Date; imported: boolean }[]>`
      SELECT DISTINCT ON (r.public_id) r.public_id AS "publicId", r.changed_at AS "changedAt",
        r.import_run_id IS NOT NULL AS imported
      FROM revision r WHERE r.entity = 'project' AND r.public_id = ANY(${ids}) AND r.changed_at < ${endOfDay(day)}
      ORDER BY r.public_id, r.id DESC`,
  ]);
  const changes = new Map<string, StoredChange[]>(ids.map((id) => [id, []]));
  for (const { publicId, ...change } of later) changes.get(publicId)?.push(change);
  const last = new Map(earlier.map((row) => [row.publicId, row]));
  return new Map(ids.map((id) => [id, { undone: undo(changes.get(id) ?? []), last: last.get(id) ?? null }]));
}

type Related = Awaited<ReturnType<typeof loadRelated>>;

/** Rows that restored facts point to, by code. */
async function loadRelated(all: readonly Undone[]) {
  const facts = <F extends "places" | "organisations" | "themes" | "funding">(field: F) =>
    all.flatMap((undone) => listOf(field, undone.get(field)));
  const parties = facts("organisations").map(({ organisation }) => organisation);
  const ids = [...parties, ...facts("funding").map(({ funder }) => funder)];
  const moved = await movedIds(ids);
  const [organisations, themes, countries, roles, forms, statuses, schemes] = await Promise.all([
    db().organisation.findMany({ where: { publicId: { in: [...ids, ...moved.values()] } }, select: organisationSelect }),
    db().theme.findMany({ where: { code: { in: facts("themes").map(({ theme }) => theme) } }, select: themeSelect }),
    db().country.findMany({ where: { code: { in: facts("places").map(({ country }) => country) } }, select: countrySelect }),
    db().projectRole.findMany({ select: rankedLabelSelect }),
    db().cooperationForm.findMany({ select: labelSelect }),
    db().projectStatus.findMany({ select: labelSelect }),
    db().onePercentScheme.findMany({ select: rankedLabelSelect }),
  ]);
  const byId = new Map(organisations.map((row) => [row.publicId, row]));
  return {
    organisation: (id: string) => byId.get(id) ?? byId.get(moved.get(id) ?? ""),
    theme: lookUp(themes),
    country: lookUp(countries),
    role: lookUp(roles),
    form: lookUp(forms),
    status: lookUp(statuses),
    scheme: lookUp(schemes),
  };
}

function lookUp<Row extends { code: string }>(rows: readonly Row[]): (code: unknown) => Row | undefined {
  const byCode = new Map<unknown, Row>(rows.map((row) => [row.code, row]));
  return (code) => byCode.get(code);
}

function restore(row: ProjectRow, { undone, last }: Past, related: Related): ProjectRow {
  const old = <T>(field: string, read: (value: unknown) => T, present: T): T =>
    undone.has(field) ? read(undone.get(field)) : present;
  const as =
    <T>() =>
    (value: unknown) =>
      value as T;
  const bool = as<boolean | null>();
  return {
    ...row,
    ...restoreDates(row, undone),
    legacyId: old("legacyId", as<number | null>(), row.legacyId),
    title: old("title", String, row.title),
    language: old("language", String, row.language),
    signedYear: old("signedYear", as<number | null>(), row.signedYear),
    form: old("form", (code) => related.form(code) ?? null, row.form),
    declaredStatus: old("declaredStatus", (code) => related.status(code) ?? null, row.declaredStatus),
    threeYearFunding: old("threeYearFunding", bool, row.threeYearFunding),
    communicationInFrance: old("communicationInFrance", bool, row.communicationInFrance),
    communicationAbroad: old("communicationAbroad", bool, row.communicationAbroad),
    evaluation: old("evaluation", bool, row.evaluation),
    multilateral: old("multilateral", Boolean, row.multilateral),
    sourceUrl: old("sourceUrl", as<string | null>(), row.sourceUrl),
    ...restoreLists(row, undone, related),
    texts: restoreTexts(row, undone),
    news: [],
    _count: { volunteers: 0, contacts: 0 },
    updatedAt: last?.changedAt ?? row.createdAt,
    importRun: last?.imported ? { startedAt: last.changedAt } : null,
  };
}

function restoreDates(row: ProjectRow, undone: Undone) {
  const { startOn, startPrecision, endOn, endPrecision, lastConfirmedOn } = row;
  const read = (field: string) => {
    const stated = dateOf(undone.get(field));
    return { on: stated && new Date(stated.date), precision: stated?.precision ?? null };
  };
  const start = undone.has("start") ? read("start") : { on: startOn, precision: startPrecision };
  const end = undone.has("end") ? read("end") : { on: endOn, precision: endPrecision };
  return {
    startOn: start.on,
    startPrecision: start.precision,
    endOn: end.on,
    endPrecision: end.precision,
    lastConfirmedOn: undone.has("lastConfirmedOn") ? read("lastConfirmedOn").on : lastConfirmedOn,
  };
}

const decimal = (value: string | null) => (value === null ? null : new Prisma.Decimal(value));

function restoreLists(row: ProjectRow, undone: Undone, related: Related) {
  const changed = (field: string) => isListFact(field) && undone.has(field);
  const places = listOf("places", undone.get("places")).flatMap(({ country: code, name, latitude, longitude, precision }) => {
    const country = related.country(code);
    const position = { latitude: decimal(latitude), longitude: decimal(longitude), coordinatePrecision: precision };
    return country ? [{ name, ...position, country }] : [];
  });
  const organisations = listOf("organisations", undone.get("organisations")).flatMap((item) => {
    const [organisation, role] = [related.organisation(item.organisation), related.role(item.role)];
    return organisation && role ? [{ organisation, role }] : [];
  });
  const themes = listOf("themes", undone.get("themes")).flatMap(({ theme: code, rank }) => {
    const theme = related.theme(code);
    return theme ? [{ rank, theme }] : [];
  });
  const funding = listOf("funding", undone.get("funding")).flatMap(({ schemes, amount, funder: id, ...line }) => {
    const funder = related.organisation(id);
    const schemeLines = schemes.flatMap(({ code, amount: part }) => {
      const scheme = related.scheme(code);
      return scheme ? [{ scheme, amount: decimal(part) }] : [];
    });
    return funder ? [{ ...line, amount: decimal(amount), funder, schemeLines }] : [];
  });
  return {
    places: changed("places") ? places : row.places,
    organisations: changed("organisations") ? organisations : row.organisations,
    themes: changed("themes") ? themes : row.themes,
    fundingLines: changed("funding") ? funding : row.fundingLines,
  };
}

/** Machine translations are of the present original: those of a text that changed since are left out. */
function restoreTexts(row: ProjectRow, undone: Undone): ProjectRow["texts"] {
  const original = undone.has("language") ? String(undone.get("language")) : row.language;
  const facts = [...undone].flatMap(([fact, body]) => {
    const text = textOf(fact);
    const isColumn = text?.field === "title" && text.language === null;
    return text && !isColumn ? [{ ...text, body }] : [];
  });
  const retitled = undone.has("title");
  const kept = row.texts.filter(
    ({ field, language, status }) =>
      !(status === "machine" && ((retitled && field === "title") || facts.some((fact) => fact.field === field))) &&
      !facts.some((fact) => fact.field === field && (fact.language ? fact.language === language : status === "original")),
  );
  const restored = facts.flatMap(({ field, language, body }) =>
    typeof body === "string"
      ? [{ field, language: language ?? original, body, status: language ? ("human" as const) : ("original" as const) }]
      : [],
  );
  return [...kept, ...restored];
}
