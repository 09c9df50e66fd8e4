import type { FundingDraft, OrganisationEntry } from "../../draft";
import type { SourceRecord } from "../../source";
import type { SubsidyField } from "./fields";
import { declaredKey, keyOf, type SeenKeys } from "./identity";
import { blankDraft, bodyOf, countriesOf, isRejected, namesPerson, placesOf, rolesOnce, themesOf, withheldPeople } from "./parts";
import type { Values } from "./values";

const needed = ["title", "funder", "beneficiary"] as const;

/**
 * One convention as a record (docs/decisions/010-tables.md): the body that grants is lead authority and funder, the one that
 * receives implements, and the amount is committed. The subsidy says nothing of the project's own dates.
 */
export async function subsidyRecord(values: Values<SubsidyField>, seen: SeenKeys): Promise<SourceRecord> {
  const { context, line } = values;
  const { problems } = context;
  const title = values.name("title") ?? "";
  const draft = blankDraft(title, "fr");
  const funderSiren = values.siren("funderCode");
  const beneficiarySiren = values.siren("beneficiaryCode");
  const sourceKey = keyOfSubsidy(values, funderSiren, beneficiarySiren);
  const [funderAt, beneficiaryAt] = [values.stated("funder"), values.stated("beneficiary")];
  if (beneficiaryAt && beneficiarySiren === null && namesPerson(String(beneficiaryAt.value)))
    problems.push({
      line,
      column: beneficiaryAt.column,
      value: String(beneficiaryAt.value),
      reason: "person_named",
      personal: true,
    });
  else if (values.isComplete(needed) && !isRejected(problems) && !seen.add(sourceKey))
    problems.push({ line, column: null, value: title, reason: "key_twice" });
  if (!funderAt || !beneficiaryAt || isRejected(problems)) return { sourceKey, line, draft, problems };

  const funder = await bodyOf(context, { ...funderAt, value: String(funderAt.value) }, funderSiren, "french");
  const beneficiary = await bodyOf(context, { ...beneficiaryAt, value: String(beneficiaryAt.value) }, beneficiarySiren);
  const countries = countriesOf(context, values.list("country"));
  const description = values.text("description");
  draft.organisations = rolesOnce([
    { organisation: funder, roleCode: "lead_authority" },
    { organisation: beneficiary, roleCode: "implementing_body" },
    { organisation: funder, roleCode: "funder" },
  ]);
  if (description) draft.texts = [{ field: "description", language: "fr", body: description, status: "original" }];
  draft.places = placesOf([], countries);
  draft.themes = themesOf(context, values.list("themes"), values.percentages);
  draft.funding = [fundingOf(values, funder)];
  // Checked for the report; the model has no place for them.
  values.percentage("share");
  values.answer("notified");
  draft.people = withheldPeople(context, funder);
  draft.findings = context.findings;
  return { sourceKey, line, draft, problems };
}

function fundingOf(values: Values<SubsidyField>, funder: OrganisationEntry): FundingDraft {
  const amountAt = values.stated("amount");
  const date = values.date("date");
  const year = values.year("year");
  const period = values.period("period");
  const yearOfDate = date ?? period?.start ?? null;
  return {
    funder,
    year: date || year === null ? yearOfDate && Number(yearOfDate.date.slice(0, 4)) : year,
    amount: amountAt && values.amountOf(amountAt, funder.name),
    currency: values.matching("currency", /^[A-Z]{3}$/) ?? "EUR",
    kind: "commitment",
    inKind: values.answer("inKind") ?? false,
    schemes: [],
  };
}

/** The date is as stated: two spellings of one convention's date do not occur inside one list. */
function keyOfSubsidy(values: Values<SubsidyField>, funder: string | null, beneficiary: string | null): string {
  const as = (field: SubsidyField) => {
    const at = values.stated(field);
    return at && String(at.value);
  };
  const id = as("id");
  if (id) return declaredKey(id);
  const when = as("date") ?? as("period") ?? as("year");
  return keyOf("subsidy", [funder ?? as("funder"), beneficiary ?? as("beneficiary"), as("title"), as("reference"), when]);
}
