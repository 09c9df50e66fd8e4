import { sideOf } from "@/lib/projects/policy";
import { publicText } from "../../legacy-record/context";
import { kindFromName } from "../../match/authority-names";
import type { OrganisationDraft, OrganisationRecord } from "../../source";
import type { OrganisationField } from "./fields";
import { declaredKey, keyOf, type SeenKeys } from "./identity";
import { isRejected } from "./parts";
import { codeOf, type Values } from "./values";

/**
 * One row of a list of organisations, with the organisation that it surely is. Nothing is added to the lookups: whether a row
 * makes an organisation is for whoever applies it. `kinds`: normalised label → code.
 */
export function organisationRecord(
  values: Values<OrganisationField>,
  seen: SeenKeys,
  kinds: ReadonlyMap<string, string>,
): OrganisationRecord {
  const { context, line } = values;
  const { problems } = context;
  const name = values.name("name") ?? "";
  const siren = values.siren("siren");
  const countryAt = values.stated("country");
  const country = countryAt && codeOf(String(countryAt.value), context.lookups.countries);
  if (countryAt && country === null) values.tell(countryAt, "country_unknown");
  const countryCode = country ?? (siren ? "FR" : null);
  const id = values.stated("id");
  const sourceKey = id ? declaredKey(String(id.value)) : siren ? `siren:${siren}` : keyOf("organisation", [name, countryCode]);
  if (values.isComplete(["name"]) && !isRejected(problems) && !seen.add(sourceKey))
    problems.push({ line, column: null, value: name, reason: "key_twice" });

  const side = sideOf(countryCode);
  const codes = [{ scheme: "siren" as const, code: siren }, ...codesOf(values)];
  const draft: OrganisationDraft = {
    name,
    nameEn: values.name("nameEn"),
    acronym: values.name("acronym"),
    aliases: values.list("aliases").map((at) => publicText(context, at, at.column)),
    kindCode: values.code("kind", kinds, "kind_unknown") ?? kindFromName(name, side === "unattributed" ? "unknown" : side),
    codes: codes.flatMap(({ scheme, code }) => (code === null ? [] : [{ scheme, code }])),
    countryCode,
    position: positionOf(values),
    website: values.url("website"),
  };
  const sought = { name, side: side === "unattributed" ? ("any" as const) : side, countryCode, siren };
  const { entry, candidates } = isRejected(problems)
    ? { entry: null, candidates: [] }
    : context.lookups.organisations.find(sought);
  const [first] = candidates;
  if (!entry && first) problems.push({ line, column: null, value: name, reason: "organisation_ambiguous" });
  return { sourceKey, line, draft, problems, match: entry, candidates };
}

function codesOf(values: Values<OrganisationField>) {
  return [
    { scheme: "geonames" as const, code: values.matching("geonames", /^[1-9]\d{0,8}$/) },
    { scheme: "iati" as const, code: values.matching("iati", /^[A-Z]{2,3}-[A-Z0-9-]+$/i) },
    { scheme: "wikidata" as const, code: values.matching("wikidata", /^Q[1-9]\d{0,9}$/) },
  ];
}

/** Both coordinates or none; decimal commas are read as points, since no coordinate has thousands. */
function positionOf(values: Values<OrganisationField>): OrganisationDraft["position"] {
  const [latitude, longitude] = (["latitude", "longitude"] as const).map((field) =>
    values.matching(field, /^-?\d{1,3}(?:[.,]\d+)?$/),
  );
  if (!latitude || !longitude) return null;
  const [north, east] = [latitude, longitude].map((degrees) => Number(degrees.replace(",", ".")));
  const at = values.stated("latitude");
  if (north === undefined || east === undefined || Math.abs(north) > 90 || Math.abs(east) > 180) {
    if (at) values.tell({ ...at, value: `${latitude}, ${longitude}` }, "value_unreadable");
    return null;
  }
  return { latitude: north.toFixed(5), longitude: east.toFixed(5) };
}
