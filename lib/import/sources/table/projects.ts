import type { FundingDraft, OrganisationEntry, ProjectDraft, TextDraft } from "../../draft";
import { doubt } from "../../legacy-record/context";
import { shortDate } from "../../normalise/dates";
import { schemeWordings } from "../../normalise/wordings";
import type { SourceRecord } from "../../source";
import type { Stated } from "./binding";
import type { ProjectField } from "./fields";
import { fundingKindOf } from "./funding";
import { declaredKey, keyOf, type SeenKeys } from "./identity";
import {
  blankDraft,
  bodyOf,
  countriesOf,
  foreignPartner,
  isRejected,
  placesOf,
  rolesOnce,
  themesOf,
  withheldPeople,
} from "./parts";
import { codeOf, type Values } from "./values";

const textFields = ["context", "background", "objectives", "description", "beneficiaries"] as const;

/** One row of a table of projects as a record. */
export async function projectRecord(values: Values<ProjectField>, seen: SeenKeys): Promise<SourceRecord> {
  const { context, line } = values;
  const { problems, lookups } = context;
  const language = values.matching("language", /^[a-z]{2}$/) ?? "fr";
  const draft = blankDraft(values.name("title") ?? "", language);
  const sourceKey = keyOfProject(values);
  if (values.isComplete(["title"]) && !isRejected(problems) && !seen.add(sourceKey))
    problems.push({ line, column: null, value: draft.title, reason: "key_twice" });
  if (isRejected(problems)) return { sourceKey, line, draft, problems };

  const legacyId = values.matching("legacyId", /^[1-9]\d{0,8}$/);
  draft.legacyId = legacyId === null ? null : Number(legacyId);
  draft.formCode = values.code("form", lookups.forms, "form_unknown");
  draft.declaredStatusCode = values.code("status", lookups.statuses, "status_unknown");
  draft.signedYear = values.year("signedYear");
  Object.assign(draft, datesOf(values));
  draft.lastConfirmedOn = values.date("lastConfirmedOn")?.date ?? null;
  draft.threeYearFunding = values.answer("threeYearFunding");
  draft.communicationInFrance = values.answer("communicationInFrance");
  draft.communicationAbroad = values.answer("communicationAbroad");
  draft.evaluation = values.answer("evaluation");
  draft.multilateral = values.answer("multilateral") ?? false;
  draft.sourceUrl = values.url("sourceUrl");
  draft.texts = textFields.flatMap((field): TextDraft[] => {
    const body = values.text(field);
    return body ? [{ field, language, body, status: "original" }] : [];
  });
  draft.themes = themesOf(context, values.list("themes"), values.percentages);
  await addOrganisations(values, draft);
  draft.findings = context.findings;
  return { sourceKey, line, draft, problems };
}

function datesOf(values: Values<ProjectField>): Pick<ProjectDraft, "start" | "end"> {
  const [start, end] = [values.date("start"), values.date("end")];
  const at = values.stated("end");
  if (!start || !end || !at || end.date >= start.date) return { start, end };
  const details = { start: shortDate(start), end: shortDate(end) };
  doubt(values.context, { ...at, value: String(at.value) }, at.column, "dates_in_disorder", "dates_in_disorder", details);
  return { start, end: null };
}

async function addOrganisations(values: Values<ProjectField>, draft: ProjectDraft): Promise<void> {
  const { context } = values;
  const countries = countriesOf(context, values.list("countries"));
  const leadsAt = values.list("leadAuthorities");
  const leadCode = values.siren("leadAuthorityCode");
  const leads: OrganisationEntry[] = [];
  for (const at of leadsAt) leads.push(await bodyOf(context, at, leadsAt.length === 1 ? leadCode : null, "french"));
  const implementing: OrganisationEntry[] = [];
  for (const at of values.list("implementingBodies")) implementing.push(await bodyOf(context, at, null));
  const french: OrganisationEntry[] = [];
  for (const at of values.list("frenchPartners")) french.push(await bodyOf(context, at, null, "french"));
  const foreign: OrganisationEntry[] = [];
  for (const at of values.list("foreignPartners")) {
    const partner = await foreignPartner(context, at, countries);
    if (partner) foreign.push(partner);
  }
  const beneficiaries: OrganisationEntry[] = [];
  for (const at of values.list("beneficiaryBodies")) beneficiaries.push(await bodyOf(context, at, null));
  const funding: FundingDraft[] = [];
  for (const at of values.list("funding")) {
    const fundingLine = await fundingOf(values, at);
    if (fundingLine) funding.push(fundingLine);
  }
  const as = (roleCode: string, entries: OrganisationEntry[]) => entries.map((organisation) => ({ organisation, roleCode }));
  draft.organisations = rolesOnce([
    ...as("lead_authority", leads),
    ...as("implementing_body", implementing),
    ...as("french_partner", french),
    ...as("foreign_partner", foreign),
    ...as("beneficiary", beneficiaries),
    ...as(
      "funder",
      funding.map(({ funder }) => funder),
    ),
  ]);
  draft.funding = funding;
  draft.places = placesOf(foreign, countries);
  draft.people = withheldPeople(context, draft.organisations[0]?.organisation);
}

/** "funder; year; amount; currency; kind; schemes", an empty part where nothing is stated. */
async function fundingOf(values: Values<ProjectField>, at: Stated<string>): Promise<FundingDraft | null> {
  const [name = "", year = "", amount = "", currency = "", kind = "", stated = "", ...others] = at.value
    .split(";")
    .map((part) => part.trim());
  const kindCode = fundingKindOf(kind || "cofunding");
  const isReadable =
    name !== "" && others.length === 0 && kindCode && /^(?:(?:19|20)\d\d|2100)?$/.test(year) && /^(?:[A-Z]{3})?$/.test(currency);
  if (!isReadable) {
    doubt(values.context, at, at.column, "value_unreadable", "ambiguous_row");
    return null;
  }
  const funder = await bodyOf(values.context, { ...at, value: name }, null);
  return {
    funder,
    year: year === "" ? null : Number(year),
    amount: amount === "" ? null : values.amountOf({ ...at, value: amount }, funder.name),
    currency: currency || "EUR",
    kind: kindCode,
    inKind: false,
    schemes: schemesOf(values, { ...at, value: stated }, funder.name),
  };
}

/** "water: 1200 + energy": the part of each 1 % scheme, where it is stated. */
function schemesOf(values: Values<ProjectField>, at: Stated<string>, funder: string): FundingDraft["schemes"] {
  const parts = at.value.split("+").map((part) => part.trim());
  const schemes = new Map<string, string | null>();
  for (const part of parts.filter(Boolean)) {
    const [name = "", amount = ""] = part.split(":").map((side) => side.trim());
    const code = codeOf(name, schemeWordings);
    if (code === null || schemes.has(code)) values.tell({ ...at, value: part }, "value_unreadable");
    else schemes.set(code, amount === "" ? null : values.amountOf({ ...at, value: amount }, funder));
  }
  return [...schemes].map(([code, amount]) => ({ code, amount }));
}

function keyOfProject(values: Values<ProjectField>): string {
  const as = (field: ProjectField) => {
    const at = values.stated(field);
    return at && String(at.value);
  };
  const id = as("id");
  if (id) return declaredKey(id);
  const legacyId = as("legacyId");
  if (legacyId) return `legacy:${legacyId}`;
  return keyOf("project", [as("title"), as("leadAuthorities"), as("signedYear") ?? as("start")]);
}
