import { db } from "@/lib/core/db";
import type { Locale } from "@/lib/i18n/locales";
import { presentLabel, presentName } from "@/lib/projects/queries/present";
import { listOf } from "../facts";
import type { StoredChange } from "../undo";

/** Names of what facts refer to, in the reader's language; a code that names nothing any more stands for itself. */
export type Names = Record<"organisation" | "theme" | "role" | "form" | "status" | "scheme" | "kind", (code: string) => string>;

type Referred = { organisations: Set<string>; themes: Set<string> };

function referredBy(changes: readonly StoredChange[]): Referred {
  const referred: Referred = { organisations: new Set(), themes: new Set() };
  for (const { field, before, after } of changes)
    for (const value of [before, after]) {
      if (field === "organisations")
        for (const item of listOf("organisations", value)) referred.organisations.add(item.organisation);
      if (field === "successor" && typeof value === "string") referred.organisations.add(value);
      if (field === "funding") for (const { funder } of listOf("funding", value)) referred.organisations.add(funder);
      if (field === "themes") for (const { theme } of listOf("themes", value)) referred.themes.add(theme);
    }
  return referred;
}

/** Ids of records that were merged since → the id that took their place. */
export async function movedIds(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db().publicIdRedirect.findMany({ where: { fromId: { in: [...ids] } } });
  return new Map(rows.map(({ fromId, toId }) => [fromId, toId]));
}

/** Names of everything that changes refer to. Names are those of today. */
export async function namesOf(changes: readonly StoredChange[], locale: Locale): Promise<Names> {
  const referred = referredBy(changes);
  const moved = await movedIds([...referred.organisations]);
  const ids = [...referred.organisations, ...moved.values()];
  const [organisations, themes, roles, forms, statuses, schemes, kinds] = await Promise.all([
    db().organisation.findMany({
      where: { publicId: { in: ids } },
      select: { publicId: true, name: true, nameEn: true },
    }),
    db().theme.findMany({ where: { code: { in: [...referred.themes] } } }),
    db().projectRole.findMany(),
    db().cooperationForm.findMany(),
    db().projectStatus.findMany(),
    db().onePercentScheme.findMany(),
    db().organisationKind.findMany(),
  ]);
  const organisationNames = new Map(organisations.map((row) => [row.publicId, presentName(row, locale)]));
  const labels = (rows: readonly { code: string; labelFr: string; labelEn: string }[]) => {
    const byCode = new Map(rows.map((row) => [row.code, presentLabel(row, locale).label]));
    return (code: string) => byCode.get(code) ?? code;
  };
  return {
    organisation: (id) => organisationNames.get(id) ?? organisationNames.get(moved.get(id) ?? "") ?? id,
    theme: labels(themes),
    role: labels(roles),
    form: labels(forms),
    status: labels(statuses),
    scheme: labels(schemes),
    kind: labels(kinds),
  };
}
