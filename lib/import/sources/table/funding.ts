import { limits } from "@/lib/core/limits";
import { FundingKind } from "@/lib/core/prisma-client/enums";
import type { FundingDraft } from "../../draft";
import type { Context } from "../../legacy-record/context";
import type { SourceRecord } from "../../source";
import type { FundingField } from "./fields";
import { declaredKey, type SeenKeys } from "./identity";
import { blankDraft, bodyOf, countriesOf, isRejected, placesOf, rolesOnce, withheldPeople } from "./parts";
import type { OpenableRow, Values } from "./values";

const kinds = new Map<string, FundingKind>(Object.values(FundingKind).map((kind) => [kind, kind]));

export function fundingKindOf(stated: string): FundingKind | null {
  return kinds.get(stated.toLowerCase()) ?? null;
}

/**
 * Rows of a table of funding lines as records, one for each run of rows with one project: what comes later of a project that
 * has ended is told, since only the rows of one project are held in memory.
 */
export async function* fundingRecords(rows: AsyncIterable<OpenableRow>, seen: SeenKeys): AsyncGenerator<SourceRecord> {
  let current = null as { project: string; record: SourceRecord; context: Context } | null;
  for await (const row of rows) {
    const project = String(row.stated("project")?.value ?? "");
    if (current?.project === project) {
      await addLine(row.open(current.context), current.record);
      continue;
    }
    if (current) yield finished(current);
    const values: Values<FundingField> = row.open();
    current = { project, context: values.context, record: startOf(values, project, seen) };
    await addLine(values, current.record);
  }
  if (current) yield finished(current);
}

function finished({ record, context }: { record: SourceRecord; context: Context }): SourceRecord {
  record.draft.people = withheldPeople(context, record.draft.organisations[0]?.organisation);
  record.draft.organisations = rolesOnce(record.draft.organisations);
  record.draft.findings = context.findings;
  return record;
}

function startOf(values: Values<FundingField>, project: string, seen: SeenKeys): SourceRecord {
  const { context, line } = values;
  const draft = blankDraft(values.name("title") ?? "", "fr");
  const sourceKey = declaredKey(project);
  if (values.isComplete(["project", "title"]) && !isRejected(context.problems) && !seen.add(sourceKey))
    context.problems.push({ line, column: null, value: project, reason: "key_twice" });
  draft.places = placesOf([], countriesOf(context, values.list("country")));
  return { sourceKey, line, draft, problems: context.problems };
}

async function addLine(values: Values<FundingField>, { draft, problems }: SourceRecord): Promise<void> {
  const { context, line } = values;
  const at = values.stated("funder");
  if (!values.isComplete(["funder"]) || !at || isRejected(problems)) return;
  if (draft.funding.length >= limits.tableFundingLines) {
    problems.push({ line, column: null, value: draft.title, reason: "lines_too_many" });
    return;
  }
  const leadAt = draft.funding.length === 0 ? values.stated("leadAuthority") : null;
  if (leadAt) {
    const lead = await bodyOf(context, { ...leadAt, value: String(leadAt.value) }, values.siren("leadAuthorityCode"), "french");
    draft.organisations.push({ organisation: lead, roleCode: "lead_authority" });
  }
  const funder = await bodyOf(context, { ...at, value: String(at.value) }, values.siren("funderCode"));
  const amountAt = values.stated("amount");
  const fundingLine: FundingDraft = {
    funder,
    year: values.year("year"),
    amount: amountAt && values.amountOf(amountAt, funder.name),
    currency: values.matching("currency", /^[A-Z]{3}$/) ?? "EUR",
    kind: fundingKindOf(values.code("kind", kinds, "value_unreadable") ?? "cofunding") ?? "cofunding",
    inKind: values.answer("inKind") ?? false,
    schemes: [],
  };
  draft.funding.push(fundingLine);
  draft.organisations.push({ organisation: funder, roleCode: "funder" });
}
