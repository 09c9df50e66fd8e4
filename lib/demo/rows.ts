import type { BulkRow } from "@/lib/core/bulk";
import type { OrganisationRef } from "./organisations";
import type { DemoProject } from "./projects";

type Ids = {
  projects: readonly number[];
  lines: readonly number[];
  source: number;
  organisationId: (ref: OrganisationRef) => number;
};

function projectRow(project: DemoProject, id: number, source: number): BulkRow {
  return {
    id,
    source_key: project.key,
    title: project.title,
    language: project.language,
    slug_fr: project.slugFr,
    slug_en: project.slugEn,
    form_code: project.form,
    declared_status_code: project.status,
    signed_year: project.signedYear,
    start_on: project.start?.date ?? null,
    start_precision: project.start?.precision ?? null,
    end_on: project.end?.date ?? null,
    end_precision: project.end?.precision ?? null,
    last_confirmed_on: project.lastConfirmedOn,
    three_year_funding: project.threeYear,
    communication_in_france: project.communicationInFrance,
    communication_abroad: project.communicationAbroad,
    evaluation: project.evaluation,
    multilateral: project.multilateral,
    origin: "demo",
    source_id: source,
    created_at: project.createdAt,
    updated_at: project.updatedAt,
  };
}

/** Rows of a batch of projects by table, parents before children. `ids.lines` has one id per funding line of the batch. */
export function projectRows(projects: readonly DemoProject[], ids: Ids): Record<string, BulkRow[]> {
  const tables = {
    project: [] as BulkRow[],
    project_text: [] as BulkRow[],
    project_theme: [] as BulkRow[],
    project_organisation: [] as BulkRow[],
    project_place: [] as BulkRow[],
    funding_line: [] as BulkRow[],
    scheme_line: [] as BulkRow[],
  };
  let line = 0;
  for (const [at, project] of projects.entries()) {
    const id = ids.projects[at] ?? Number.NaN;
    tables.project.push(projectRow(project, id, ids.source));
    for (const text of project.texts) tables.project_text.push({ project_id: id, ...text });
    for (const [rank, theme] of project.themes.entries()) tables.project_theme.push({ project_id: id, theme_id: theme, rank });
    for (const [position, { organisation, role }] of project.roles.entries())
      tables.project_organisation.push({
        project_id: id,
        organisation_id: ids.organisationId(organisation),
        role_code: role,
        position,
      });
    for (const [position, place] of project.places.entries())
      tables.project_place.push({
        project_id: id,
        position,
        country_code: place.country,
        name: place.name,
        latitude: place.position?.latitude ?? null,
        longitude: place.position?.longitude ?? null,
        coordinate_precision: place.position?.precision ?? null,
      });
    for (const [position, funding] of project.lines.entries()) {
      const lineId = ids.lines[line++] ?? Number.NaN;
      tables.funding_line.push({
        id: lineId,
        project_id: id,
        funder_id: ids.organisationId(funding.funder),
        position,
        year: funding.year,
        amount: funding.amount,
        currency: "EUR",
        kind: funding.kind,
        in_kind: funding.inKind,
      });
      for (const scheme of funding.schemes)
        tables.scheme_line.push({ funding_line_id: lineId, scheme_code: scheme.scheme, amount: scheme.amount });
    }
  }
  return tables;
}
