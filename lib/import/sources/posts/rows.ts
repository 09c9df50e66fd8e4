import type { PostKind } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";
import type { Problem, Reason } from "../../reasons";
import { requireColumns, type SmallTable, type TableRow } from "../small-table";

/**
 * A row of the list of French missions, read and not yet compared with anything. Texts are as stated, null where empty;
 * undefined where the file has no such column, and so says nothing.
 */
export type PostRow = {
  line: number;
  wikidataId: string;
  kind: PostKind;
  country: string;
  city: string | null;
  jurisdictions: string[];
  latitude: number | null;
  longitude: number | null;
  website: string | null | undefined;
  phone: string | null | undefined;
  email: string | null | undefined;
  closedOn: string | null | undefined;
};

/** Types of Wikidata by English label. Those who stand in for an embassy where there is none are offices. */
const kinds: ReadonlyMap<string, PostKind> = new Map([
  ["embassy", "embassy"],
  ["high commission", "embassy"],
  ["consulate general", "consulate_general"],
  ["consulate", "consulate"],
  ["honorary consulate", "honorary_consulate"],
  ["honorary consulate general", "honorary_consulate"],
  ["permanent mission", "permanent_representation"],
  ["permanent representation", "permanent_representation"],
  ["permanent delegation", "permanent_representation"],
  ["cooperation office", "cooperation_office"],
  ["representative office", "cooperation_office"],
  ["de facto embassy", "cooperation_office"],
]);

/** Longest names and addresses kept: Wikidata's own bound for labels is 250. */
const longest = 500;

/** Posts of the table, one an identifier: rows of one identifier add up their jurisdictions. Throws `FileRefused`. */
export function postRows(table: SmallTable): { rows: PostRow[]; problems: Problem[] } {
  requireColumns(table, ["qid", "type", "country", "city"]);
  const problems = [...table.problems];
  const rows = new Map<string, PostRow>();
  for (const given of table.rows) {
    const row = readRow(given, problems);
    if (!row) continue;
    const first = rows.get(row.wikidataId);
    if (first) addRow(first, row, problems);
    else rows.set(row.wikidataId, row);
  }
  return { rows: [...rows.values()], problems };
}

function readRow({ line, cells }: TableRow, problems: Problem[]): PostRow | null {
  const tell = (reason: Reason, column: string) =>
    problems.push({ line, column, value: cells[column] ?? "", reason, personal: column === "email" });
  const wikidataId = /^(?:https?:\/\/www\.wikidata\.org\/(?:entity|wiki)\/)?(Q[1-9]\d{0,11})$/.exec(cells.qid ?? "")?.[1];
  const kind = kinds.get(normaliseName(cells.type ?? ""));
  if (!wikidataId) tell("wikidata_id_invalid", "qid");
  else if (!kind) tell("post_type_unknown", "type");
  else if (!cells.country) tell("post_country_unknown", "country");
  if (!wikidataId || !kind || !cells.country) return null;
  const kept = (column: string, read: (text: string) => string | null, reason: Reason) => {
    const text = cells[column];
    const value = text ? read(text) : null;
    if (text && value === null) tell(reason, column);
    return text === undefined ? undefined : value;
  };
  return {
    ...{ line, wikidataId, kind, country: cells.country.slice(0, longest) },
    city: cells.city?.slice(0, longest) || null,
    jurisdictions: (cells.jurisdictions ?? "")
      .split("|")
      .map((name) => name.trim())
      .filter(Boolean),
    ...readCoordinates(cells, () => tell("coordinates_invalid", cells.latitude ? "latitude" : "longitude")),
    website: kept("website", readWebsite, "website_invalid"),
    phone: kept("phone", readPhone, "phone_invalid"),
    email: kept("email", readEmail, "email_invalid"),
    closedOn: kept("dissolution", readDay, "date_unreadable"),
  };
}

function readCoordinates({ latitude = "", longitude = "" }: TableRow["cells"], refused: () => void) {
  const none = { latitude: null, longitude: null };
  if (latitude === "" && longitude === "") return none;
  const [north, east] = [latitude, longitude].map((text) => (/^-?\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN));
  if (north !== undefined && east !== undefined && Math.abs(north) <= 90 && Math.abs(east) <= 180)
    return { latitude: north, longitude: east };
  refused();
  return none;
}

function readWebsite(text: string): string | null {
  const url = text.length <= longest && URL.canParse(text) ? new URL(text) : null;
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  return plain && url.hostname.includes(".") ? text : null;
}

/** International form: + and 7 to 15 digits (ITU-T E.164), with the usual separators. */
function readPhone(text: string): string | null {
  const digits = text.replace(/\D/g, "").length;
  return /^\+[\d ().-]+$/.test(text) && digits >= 7 && digits <= 15 ? text : null;
}

/** Lengths are those of RFC 5321. */
function readEmail(text: string): string | null {
  return /^(?:mailto:)?([a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})$/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Day of an ISO date, with or without a time. */
function readDay(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z)?$/.exec(text)?.[1] ?? "";
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

/** Adds a further row of a post to its first: jurisdictions add up, the rest must agree. */
function addRow(first: PostRow, row: PostRow, problems: Problem[]): void {
  first.jurisdictions = [...new Set([...first.jurisdictions, ...row.jurisdictions])];
  for (const field of ["kind", "country", "city", "latitude", "longitude", "website", "phone", "email", "closedOn"] as const) {
    if (row[field] === first[field] || row[field] === null || row[field] === undefined) continue;
    if (first[field] === null) Object.assign(first, { [field]: row[field] });
    else
      problems.push({
        line: row.line,
        column: field.toLowerCase(),
        value: String(row[field]),
        reason: "rows_differ",
        personal: field === "email",
      });
  }
}
