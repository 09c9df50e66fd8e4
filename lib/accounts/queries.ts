import type { DatabaseReader } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma-client/client";
import { inLocale, type Locale } from "@/lib/i18n/locales";
import type { Role } from "./permissions";

/** Somebody who was invited, as operators see it. */
export type Account = {
  id: number;
  email: string;
  role: Role;
  language: string;
  invitedAt: Date;
  lastSignInAt: Date | null;
  revokedAt: Date | null;
  countries: { code: string; name: string }[];
  organisations: { id: string; name: string; slug: string }[];
};

const select = {
  ...{ id: true, email: true, role: true, language: true, invitedAt: true, lastSignInAt: true, revokedAt: true },
  countries: { select: { country: { select: { code: true, nameFr: true, nameEn: true } } }, orderBy: { countryCode: "asc" } },
  organisations: {
    select: { organisation: { select: { publicId: true, name: true, slug: true } } },
    orderBy: { organisationId: "asc" },
  },
} as const;

type Row = Prisma.AccountGetPayload<{ select: typeof select }>;

function present({ countries, organisations, ...row }: Row, locale: Locale): Account {
  return {
    ...row,
    countries: countries.map(({ country: { code, nameFr, nameEn } }) => ({ code, name: inLocale(locale, nameFr, nameEn) })),
    organisations: organisations.map(({ organisation: { publicId, ...named } }) => ({ id: publicId, ...named })),
  };
}

/** Everybody who was invited, those who may sign in first; an account erased is no more. */
export async function listAccounts(database: DatabaseReader, locale: Locale): Promise<Account[]> {
  const rows = await database.account.findMany({ select, orderBy: { email: "asc" } });
  const accounts = rows.map((row) => present(row, locale));
  return accounts.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
}

/** The account with this address that may sign in; null: there is none. */
export async function findActive(database: DatabaseReader, email: string): Promise<{ id: number } | null> {
  return database.account.findFirst({ where: { email, revokedAt: null }, select: { id: true } });
}

/** What a viewer sees, by name. */
export async function readOwnAccount(database: DatabaseReader, id: number, locale: Locale): Promise<Account | null> {
  const row = await database.account.findUnique({ where: { id }, select });
  return row && present(row, locale);
}
