import { z } from "zod";

/** Empty variables count as absent: compose files and shells produce them. */
function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}

function withDefault<T extends z.ZodType>(schema: T, fallback: NonNullable<z.input<T>>) {
  return z.preprocess((value) => (value === "" || value === undefined ? fallback : value), schema);
}

const perMinute = z.coerce.number().int().min(0).max(1_000_000);

const httpUrl = z.url({ protocol: /^https?$/ });

/**
 * The whole configuration. Each variable's `describe` text is the row of the README's table, which a test compares.
 */
export const envSchema = z.object({
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })).describe(
    "Address of your own PostgreSQL ≥ 15, directly or through a pooler that keeps sessions: they have settings and prepared statements. Without it, `npm start` runs the embedded one.",
  ),
  PORT: withDefault(z.coerce.number().int().min(1).max(65_535), "3000").describe("Port that the portal listens on."),
  BIND_ADDRESS: withDefault(z.string().min(1), "localhost").describe(
    "Address that `npm start` binds to: `localhost`, or `0.0.0.0` for every network of the machine.",
  ),
  PUBLIC_URL: withDefault(httpUrl, "http://localhost:3000").describe(
    "Public address of the portal, used in canonical links, feeds and metadata.",
  ),
  ATLAS_DATA_DIR: optional(z.string().min(1)).describe(
    "Folder of the embedded PostgreSQL. Default: `.atlas` in the project, or `/var/lib/atlas` for root when the project is in a private home.",
  ),
  API_REQUESTS_PER_MINUTE: withDefault(perMinute, "300").describe(
    "Requests to the API that one client (IPv4 address, or /64 of IPv6) may make in a minute; `0`: no bound.",
  ),
  EXPORTS_PER_MINUTE: withDefault(perMinute, "30").describe("The same for CSV files and feeds, which are counted apart."),
  LOG_LEVEL: withDefault(z.enum(["debug", "info", "warn", "error", "silent"]), "info").describe("Least level of log lines."),
  SITE_NAME: withDefault(z.string().min(1).max(80), "Atlas").describe("Name of the site in the header and in titles."),
  OFFICIAL_SITE: withDefault(z.enum(["yes", "no"]), "no").describe("`yes` removes the line “not an official site”."),
  ACCESSIBILITY_STATUS: withDefault(z.enum(["non", "partial", "full"]), "non").describe(
    "Mention required by RGAA in the footer; `non` until an audit was made.",
  ),
  PUBLISHER_NAME: optional(z.string()).describe("Legal notice: publisher."),
  PUBLISHER_ADDRESS: optional(z.string()).describe("Legal notice: postal address of the publisher."),
  PUBLICATION_DIRECTOR: optional(z.string()).describe("Legal notice: director of publication."),
  HOST_NAME_AND_ADDRESS: optional(z.string()).describe("Legal notice: hosting company and its address."),
  CONTACT_URL: optional(httpUrl).describe("Page or form by which visitors reach the publisher."),
  DATA_PROTECTION_CONTACT: optional(z.string()).describe("Personal data: how to reach the data protection officer."),
  SOURCE_CODE_URL: optional(httpUrl).describe("Address of the source code, shown in the legal notice."),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })).describe(
    "Mail server: `smtp://user:password@host:587` (`?requireTLS=true` to insist on TLS) or `smtps://…`. Without it no mail is sent.",
  ),
  MAIL_FROM: optional(z.email()).describe("E-mail address that mail is sent from; required with `SMTP_URL`."),
  FEEDBACK_TO: optional(z.email()).describe("E-mail address of the operators, who get a copy of each report of a visitor."),
  OIDC_ISSUER: optional(httpUrl).describe(
    "Signing in through OpenID Connect: address of the provider (its issuer). The way back is `PUBLIC_URL` + `/api/sign-in/callback`.",
  ),
  OIDC_CLIENT_ID: optional(z.string()).describe("Name of the portal at that provider; required with `OIDC_ISSUER`."),
  OIDC_CLIENT_SECRET: optional(z.string()).describe("Its secret there; required with `OIDC_ISSUER`."),
  OIDC_LABEL: withDefault(z.string().max(60), "OpenID Connect").describe(
    "Name of the provider on the page to sign in, as `ProConnect`.",
  ),
  OIDC_SCOPE: withDefault(z.string().regex(/^openid( \S+)*$/), "openid email").describe("What is asked of the provider."),
  OIDC_EMAIL_VERIFIED: withDefault(z.enum(["claim", "always"]), "claim").describe(
    "`claim`: only addresses that the provider says it verified (`email_verified`) count; `always`: it gives no others.",
  ),
  OIDC_USERINFO_ALG: optional(z.enum(["RS256", "PS256", "ES256"])).describe(
    "Set where the provider signs its user information as a JWT: the algorithm of the signature.",
  ),
  OIDC_PKCE: withDefault(z.enum(["yes", "no"]), "yes").describe(
    "`no` for a provider that refuses the parameters of PKCE (RFC 7636); state and nonce are always asked for.",
  ),
});

/** Variables that make sense together only. */
const completeEnvSchema = envSchema.superRefine((given, context) => {
  const { SMTP_URL, MAIL_FROM, FEEDBACK_TO, OIDC_ISSUER } = given;
  const missing = (name: string, by: string) => context.addIssue({ code: "custom", path: [name], message: `required by ${by}` });
  if (SMTP_URL && !MAIL_FROM) missing("MAIL_FROM", "SMTP_URL");
  if (FEEDBACK_TO && !SMTP_URL) missing("SMTP_URL", "FEEDBACK_TO");
  for (const name of ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const)
    if (OIDC_ISSUER && !given[name]) missing(name, "OIDC_ISSUER");
});

export type Env = z.infer<typeof envSchema>;

/** A variable is missing or wrong. `problems` has one line each: name and reason, never the value (it may hold a password). */
export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(`Configuration refused:\n${problems.join("\n")}`);
    this.name = "EnvError";
  }
}

/** Parses the environment. Throws EnvError with every problem at once. */
export function parseEnv(input: Record<string, string | undefined>): Env {
  const parsed = completeEnvSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
}

let current: Env | undefined;

/** The configuration of this process, parsed once. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
