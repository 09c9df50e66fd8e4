import { countPersonalData } from "@/lib/core/personal-data";
import { languageOf } from "../language";
import { ofProjects } from "./select";

export type TextRow = { project_id: number; field: string; language: string; body: string };
type Details = Record<string, string | number>;
/** Judges one free text of a record; null when there is nothing to say. */
export type TextCheck = (text: TextRow) => Details | null;

/** The free texts of the projects in $1, titles included. */
export const textsSql = `
  SELECT id AS project_id, 'title' AS field, language, title AS body FROM project WHERE id = ANY($1::int[])
  UNION ALL SELECT project_id, field::text, language, body FROM project_text WHERE project_id = ANY($1::int[])`;

/** Only counts: what was found never enters a finding. */
export const personalDataInText: TextCheck = ({ field, body }) => {
  const { emails, phones } = countPersonalData(body);
  return emails + phones > 0 ? { field, emails, phones } : null;
};

/** Only French and English are told apart; a text in a third language is left alone. */
export const wrongLanguage: TextCheck = ({ field, language, body }) => {
  if (language !== "fr" && language !== "en") return null;
  const detected = languageOf(body);
  return detected && detected !== language ? { field, stated: language, detected } : null;
};

/** U+FFFD stands where a character was lost in a wrong conversion. */
const lost = (column: string) => `length(${column}) - length(replace(${column}, chr(65533), ''))`;

// Each table is read once for all projects of the scope: project by project takes twice as long.
export const replacementCharacters = ofProjects({
  from: `JOIN (
    SELECT project_id, sum(count) AS count FROM (
      SELECT t.id AS project_id, ${lost("t.title")} AS count FROM scope JOIN project t ON t.id = scope.id
      UNION ALL SELECT t.project_id, ${lost("t.body")} FROM scope JOIN project_text t ON t.project_id = scope.id
      UNION ALL SELECT l.project_id, ${lost("l.name")} FROM scope JOIN project_place l ON l.project_id = scope.id
      UNION ALL SELECT r.project_id, ${lost("o.name")} FROM (
        SELECT DISTINCT r.project_id, r.organisation_id FROM scope JOIN project_organisation r ON r.project_id = scope.id) AS r
      JOIN organisation o ON o.id = r.organisation_id) AS every
    WHERE count > 0 GROUP BY project_id) AS lost ON lost.project_id = p.id`,
  where: "lost.count > 0",
  details: { count: "lost.count" },
});

/** Names of those who take part may be known: nothing else is. */
export const titleOnly = ofProjects({
  where: `num_nonnulls(p.start_on, p.end_on, p.signed_year, p.declared_status_code, p.last_confirmed_on) = 0
    AND NOT EXISTS (SELECT FROM project_text t WHERE t.project_id = p.id AND t.field <> 'title')
    AND NOT EXISTS (SELECT FROM project_theme t WHERE t.project_id = p.id)
    AND NOT EXISTS (SELECT FROM funding_line f WHERE f.project_id = p.id)`,
});
