import { accountPaths } from "@/lib/accounts/permissions";
import { contactTarget, inBothLanguages } from "@/lib/contacts/address";
import { db } from "@/lib/core/db";
import type { PathKey, Target } from "@/lib/i18n/href";
import { sameTarget, type Targets } from "@/lib/i18n/metadata";
import { pathnames } from "@/lib/i18n/routing";
import { subjectTargets, territoryRecord, themeRecord } from "@/lib/profiles/address";
import { indexParams, indexTypes, parseIndexQuery } from "@/lib/profiles/index-query";
import { readSchemes } from "@/lib/profiles/queries/scheme";
import type { SubjectKind } from "@/lib/profiles/schema";

/** Pages without a record that search engines are not to show. */
const hidden: ReadonlySet<PathKey> = new Set([
  ...(["/report", "/report/received", "/contacts/received", "/contacts/verify", "/citation"] as const),
  ...accountPaths,
]);

/** The pages that are there whatever the records: home, lists, indexes, information. */
export function fixedPages(): Targets[] {
  const paths = (Object.keys(pathnames) as PathKey[]).filter((path) => !path.includes("[") && !hidden.has(path));
  const indexes = indexTypes.map(
    (type) => ({ pathname: "/organisations", query: indexParams(parseIndexQuery({ type })) }) as const,
  );
  const all = [...paths.filter((path) => path !== "/organisations").map((pathname) => ({ pathname }) as Target), ...indexes];
  return all.map(sameTarget);
}

type Row = { kind: SubjectKind; code: string; fr: string; en: string };

/** The pages of countries, territories, themes and schemes with projects. */
export async function subjectPages(): Promise<Targets[]> {
  const [rows, schemes, counted] = await Promise.all([
    db().$queryRaw<Row[]>`
      SELECT 'country' AS kind, code::text, slug_fr AS fr, slug_en AS en FROM country
      UNION ALL SELECT 'territory', code, slug, slug FROM territory WHERE level IN ('region', 'departement', 'overseas')
      UNION ALL SELECT 'theme', t.code, t.label_fr, t.label_en FROM theme t
        JOIN theme_nomenclature n ON n.id = t.nomenclature_id AND n.valid_to IS NULL
      ORDER BY 1, 2`,
    readSchemes(),
    db().$queryRaw<{ token: string }[]>`
      SELECT token FROM search_count WHERE projects > 0 AND split_part(token, ':', 1) IN ('country', 'territory', 'theme', 'scheme')`,
  ]);
  const tokens = new Set(counted.map(({ token }) => token));
  const record = ({ kind, code }: Row, text: string) =>
    kind === "theme" ? themeRecord(code, text) : kind === "territory" ? territoryRecord(code, text) : text;
  const found = rows
    .filter(({ kind, code }) => tokens.has(`${kind}:${code}`))
    .map((row) => subjectTargets({ kind: row.kind, records: { fr: record(row, row.fr), en: record(row, row.en) } }));
  return [...found, ...schemes.filter(({ key }) => tokens.has(`scheme:${key}`)).map(subjectTargets)];
}

/** The pages of the directory: every post that is open and every office, but demonstrations. */
export async function contactPages(): Promise<Targets[]> {
  const rows = await db().$queryRaw<{ id: string; fr: string; en: string }[]>`
    SELECT public_id AS id, name_fr AS fr, name_en AS en FROM diplomatic_post WHERE closed_on IS NULL AND origin <> 'demo'
    UNION ALL SELECT public_id, name_fr, name_en FROM office WHERE origin <> 'demo' ORDER BY 1`;
  return rows.map(({ id, fr, en }) => inBothLanguages(contactTarget, { id, names: { fr, en } }));
}
