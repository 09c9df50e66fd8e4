import { z } from "zod";
import { limits } from "@/lib/core/limits";
import { oneLine } from "@/lib/core/written-text";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { type Role, roles } from "./permissions";

/** An address as it is stored and compared; null: it is none. */
export function readEmail(text: string): string | null {
  return z.email().max(limits.emailLength).safeParse(oneLine(text).toLowerCase()).data ?? null;
}

/** Fields of the form to sign in, and what may be wrong with it; each code is a message of `accounts.problem`. */
export const signInFields = ["email"] as const;
export const signInProblems = ["email_invalid", "too_many"] as const;
export type SignInProblem = (typeof signInProblems)[number];

/** Fields of an invitation, as a person fills them in: lists are separated by commas or spaces. */
export const invitationFields = ["email", "role", "countries", "organisations", "language"] as const;
export type InvitationField = (typeof invitationFields)[number];
export type InvitationValues = Record<InvitationField, string>;
export const emptyInvitation: InvitationValues = {
  ...{ email: "", role: "correspondent", countries: "", organisations: "", language: defaultLocale },
};

/** What is wrong with an invitation; each code is a message of `accounts.problem`. */
export const invitationProblems = {
  email_invalid: "email",
  already_invited: "email",
  role_missing: "role",
  countries_missing: "countries",
  country_unknown: "countries",
  organisations_missing: "organisations",
  organisation_unknown: "organisations",
  too_wide: null,
} as const satisfies Record<string, InvitationField | null>;
export type InvitationProblem = keyof typeof invitationProblems;

/** What an account may see: its role, ISO codes of countries, public ids of organisations. */
export type Access = { role: Role; countries: string[]; organisations: string[] };
export type Invitation = Access & { email: string; language: Locale };

const list = (text: string, change: (part: string) => string) => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .filter((part) => part !== "")
      .map(change),
  ),
];

/** What an account is to see, or everything that is wrong with it; that countries and organisations exist is looked at later. */
export function checkAccess(values: Pick<InvitationValues, "role" | "countries" | "organisations">): {
  access: Access | null;
  problems: InvitationProblem[];
} {
  const role = roles.find((each) => each === values.role);
  if (!role) return { access: null, problems: ["role_missing"] };
  const countries = role === "correspondent" ? list(values.countries, (part) => part.toUpperCase()) : [];
  const organisations = role === "officer" ? list(values.organisations, (part) => part.toLowerCase()) : [];
  const problems: InvitationProblem[] = [];
  if (role === "correspondent" && countries.length === 0) problems.push("countries_missing");
  if (role === "officer" && organisations.length === 0) problems.push("organisations_missing");
  if (countries.length + organisations.length > limits.accountScope) problems.push("too_wide");
  return { access: problems.length > 0 ? null : { role, countries, organisations }, problems };
}

/** The invitation that a form holds, or everything that is wrong with it. */
export function checkInvitation(values: InvitationValues): { invitation: Invitation | null; problems: InvitationProblem[] } {
  const email = readEmail(values.email);
  const { access, problems } = checkAccess(values);
  if (email === null) problems.unshift("email_invalid");
  const language = isLocale(values.language) ? values.language : defaultLocale;
  return { invitation: email !== null && access ? { ...access, email, language } : null, problems };
}
