import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Invited, invite } from "@/lib/accounts/mutations";
import type { Access } from "@/lib/accounts/schema";
import { openSession } from "@/lib/accounts/sessions";
import { ensureBuilt } from "@/lib/launcher/build";
import { type Server, startServer } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";
import { insertRow } from "../../support/rows";
import { type Hall, openHall } from "../contacts/support";

/** A hall with accounts, and built portals on it whose log can be read. */
export type Office = Hall & {
  /** Adds an organisation abroad; its public id. */
  organisation(name: string, country: string): Promise<string>;
  /** Adds somebody at an organisation. */
  colleague(organisation: string, person: Record<string, string | boolean>): Promise<void>;
  /** Somebody who may sign in; the id of the account. */
  account(email: string, access: Partial<Access>): Promise<number>;
  /** The cookie of a new session. */
  cookie(accountId: number): Promise<string>;
  /** `port`: one that is known before, else a free one. */
  serve(environment?: Record<string, string>, port?: number): Promise<Server>;
  /** What the portals logged, as one text. */
  log(): string;
};

function idOf(invited: Invited): number {
  if ("problem" in invited) throw new Error(invited.problem);
  return invited.accountId;
}

export async function openOffice({ served }: { served: boolean }): Promise<Office> {
  const [hall] = await Promise.all([openHall("template_small"), served ? ensureBuilt() : undefined]);
  const file = path.join(tmpdir(), `atlas-accounts-${process.pid}-${Date.now()}.log`);
  const source = (await hall.sql.query<{ id: number }>("SELECT id FROM source WHERE code = 'legacy-atlas'")).rows[0]?.id ?? 0;
  const owned = { origin: "manual", source_id: source };
  return {
    ...hall,
    organisation: async (name, country) => {
      const row = { kind_code: "foreign_municipality", name, slug: "x", country_code: country, ...owned };
      return (await insertRow(hall.sql, "organisation", row)).public_id;
    },
    colleague: async (organisation, person) => {
      const { rows } = await hall.sql.query<{ id: number }>("SELECT id FROM organisation WHERE public_id = $1", [organisation]);
      await insertRow(hall.sql, "contact", { organisation_id: rows[0]?.id ?? 0, ...owned, ...person });
    },
    account: async (email, { role = "operator", countries = [], organisations = [] }) => {
      const invitation = { email, language: "fr", role, countries, organisations } as const;
      return idOf(await invite(hall.database, invitation, null, false));
    },
    cookie: async (accountId) => `atlas-session=${await openSession(accountId, null)}`,
    serve: async (environment = {}, stated) => {
      const output = openSync(file, "a");
      const port = stated ?? (await freePort());
      const publicUrl = `http://localhost:${port}`;
      const server = await startServer({
        ...{ host: "localhost", port, databaseUrl: hall.url, publicUrl, output },
        environment: { LOG_LEVEL: "info", ...environment },
      });
      closeSync(output);
      return server;
    },
    log: () => readFileSync(file, "utf8"),
    close: async () => {
      await hall.close();
      rmSync(file, { force: true });
    },
  };
}

/** Where to and with which cookie an answer sends somebody. */
export function moved(response: Response): { status: number; to: string | null; cookies: string[] } {
  return { status: response.status, to: response.headers.get("location"), cookies: response.headers.getSetCookie() };
}

/** The cookie that an answer gives, as a browser sends it back. */
export function cookieOf(response: Response): string {
  const [first = ""] = response.headers.getSetCookie().filter((cookie) => cookie.startsWith("atlas-session="));
  return first.split(";")[0] ?? "";
}

let visitors = 0;
/** Headers of a browser of its own that sends a form from our page. */
export function visitor(headers: Record<string, string> = {}): Record<string, string> {
  visitors += 1;
  return { "X-Forwarded-For": `198.51.100.${visitors % 250}`, "Sec-Fetch-Site": "same-origin", Connection: "close", ...headers };
}
