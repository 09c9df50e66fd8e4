import { contactRecord } from "@/lib/contacts/address";
import { isoDayOrNull } from "@/lib/core/dates";
import { db } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { cleanText, firstOf, type Params, parsePage, statedOf } from "@/lib/core/parameters";
import { Prisma } from "@/lib/core/prisma-client/client";
import { ContactFunction, type ContactVisibility } from "@/lib/core/prisma-client/enums";
import { normaliseName } from "@/lib/core/text";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { heldContactCondition } from "@/lib/posts/policy";
import { accountParameters } from "./address";
import type { AccountPath } from "./permissions";
import type { Viewer } from "./sessions";

/** What a viewer asks for of the people that they may see; an empty country is all of theirs. */
export type HeldQuery = { country: string; q: string; page: number };

/** A person and their function, as somebody sees them who may. */
export type HeldContact = {
  id: number;
  function: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  visibility: ContactVisibility;
  verifiedOn: string | null;
  /** The post or the organisation. */
  of: { id: string; name: string; record: string; type: "post" | "organisation" };
  city: string | null;
  country: string | null;
};

/** Reads the query from the parameters of an address. Never throws; a country that is not the viewer's vanishes. */
export function parseHeldQuery(params: Params, { countries }: Pick<Viewer, "countries">, locale: Locale): HeldQuery {
  const asked = firstOf(params, accountParameters.country[locale]);
  return {
    country: countries.includes(asked) ? asked : "",
    q: cleanText(firstOf(params, "q"), limits.suggestText),
    page: parsePage(params),
  };
}

/** The parameters of its canonical address. */
export function heldParams({ country, q, page }: HeldQuery, locale: Locale): Record<string, string> {
  return statedOf({ [accountParameters.country[locale]]: country, q, page: page > 1 ? page : undefined });
}

type Row = {
  id: number;
  functionCode: ContactFunction;
  functionLabel: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  visibility: ContactVisibility;
  verifiedOn: Date | null;
  postId: string | null;
  postFr: string | null;
  postEn: string | null;
  cityFr: string | null;
  cityEn: string | null;
  organisationId: string | null;
  organisationName: string | null;
  slug: string | null;
  countryFr: string | null;
  countryEn: string | null;
  total: number;
};

/** Functions whose word in a language has words that begin with what is asked for. */
function functionsNamed(q: string, locale: Locale): ContactFunction[] {
  const t = translator(locale);
  const key = normaliseName(q);
  const isNamed = (code: ContactFunction) => ` ${normaliseName(t(`common.contactFunction.${code}`))}`.includes(` ${key}`);
  return key === "" ? [] : Object.values(ContactFunction).filter(isNamed);
}

/** Names, functions, posts and organisations that have words that begin with what is asked for. */
function textCondition(q: string, locale: Locale): Prisma.Sql {
  if (q === "") return Prisma.sql`true`;
  const texts = [
    "concat_ws(' ', c.first_name, c.last_name)",
    "c.function_label",
    "p.name_fr",
    "p.name_en",
    "p.city_fr",
    "o.name",
  ];
  const found = texts.map((text) => Prisma.sql`' ' || name_key(coalesce(${Prisma.raw(text)}, '')) LIKE '% ' || key || '%'`);
  return Prisma.sql`(c.function_code::text = ANY(${functionsNamed(q, locale)}::text[])
    OR EXISTS (SELECT FROM name_key(${q}) AS key WHERE key <> '' AND (${Prisma.join(found, " OR ")})))`;
}

/** Last part of the address of the post or organisation. */
function recordOf({ postId, postFr, postEn, organisationId, slug }: Row, locale: Locale): string {
  if (postId === null) return `${organisationId}-${slug}`;
  return contactRecord({ id: postId, names: { fr: postFr ?? "", en: postEn ?? "" } }, locale);
}

function present(row: Row, locale: Locale): HeldContact {
  const { id, email, phone, visibility } = row;
  const isPost = row.postId !== null;
  return {
    ...{ id, email, phone, visibility },
    function: row.functionLabel ?? translator(locale)(`common.contactFunction.${row.functionCode}`),
    name: [row.firstName, row.lastName].filter(Boolean).join(" ") || null,
    verifiedOn: isoDayOrNull(row.verifiedOn),
    of: {
      id: row.postId ?? row.organisationId ?? "",
      name: (isPost ? inLocale(locale, row.postFr, row.postEn) : row.organisationName) ?? "",
      record: recordOf(row, locale),
      type: isPost ? "post" : "organisation",
    },
    city: inLocale(locale, row.cityFr, row.cityEn),
    country: inLocale(locale, row.countryFr, row.countryEn),
  };
}

/**
 * A page of the people that a viewer may see. One statement reads them and writes a line of the audit log for each: nobody is seen who
 * is not noted. `page` is where they are seen.
 */
export async function seeContacts(
  viewer: Viewer,
  query: HeldQuery,
  locale: Locale,
  page: AccountPath,
): Promise<{ total: number; contacts: HeldContact[] }> {
  const scope = query.country === "" ? viewer : { countries: [query.country], organisationIds: [] };
  const rows = await db().$queryRaw<Row[]>`
    WITH seen AS MATERIALIZED (
      SELECT c.id, c.function_code::text AS "functionCode", c.function_label AS "functionLabel", c.first_name AS "firstName",
        c.last_name AS "lastName", c.email, c.phone, c.visibility::text AS visibility, c.verified_on AS "verifiedOn",
        p.public_id AS "postId", p.name_fr AS "postFr", p.name_en AS "postEn", p.city_fr AS "cityFr", p.city_en AS "cityEn",
        o.public_id AS "organisationId", o.name AS "organisationName", o.slug,
        n.name_fr AS "countryFr", n.name_en AS "countryEn", (count(*) OVER ())::int AS total,
        row_number() OVER (ORDER BY name_key(coalesce(n.name_fr, '')) COLLATE "C", p.id NULLS LAST, o.id, c.function_code, c.id) AS place
      FROM contact c LEFT JOIN diplomatic_post p ON p.id = c.post_id LEFT JOIN organisation o ON o.id = c.organisation_id
      LEFT JOIN country n ON n.code = coalesce(p.country_code, o.country_code)
      WHERE ${heldContactCondition(scope)} AND ${textCondition(query.q, locale)}
      ORDER BY place LIMIT ${limits.heldContactRows} OFFSET ${(query.page - 1) * limits.heldContactRows}),
    noted AS (
      INSERT INTO audit_entry (kind, account_id, page, contact_id, contact_of, contact_function)
      SELECT 'contact_seen', ${viewer.accountId}::int, ${page}, id, coalesce("postId", "organisationId"), "functionCode"
      FROM seen ORDER BY place)
    SELECT * FROM seen ORDER BY place`;
  return { total: rows[0]?.total ?? 0, contacts: rows.map((row) => present(row, locale)) };
}
