import { beforeAll, describe, expect, it } from "vitest";
import { listAudit, parseAuditQuery } from "@/lib/accounts/audit";
import { parseHeldQuery, seeContacts } from "@/lib/accounts/held-contacts";
import { purgeAccounts } from "@/lib/accounts/purge";
import { findViewer, type Viewer } from "@/lib/accounts/sessions";
import { limits } from "@/lib/core/limits";
import { mergeRecords } from "@/lib/records/merge";
import { type Office, openOffice } from "./support";

let office: Office;
let dakar: string;
let viewers: Record<"senegal" | "both" | "officer" | "operator", Viewer>;
let bodies: { dakar: string; lima: string };

async function viewerOf(accountId: number): Promise<Viewer> {
  const viewer = await findViewer((await office.cookie(accountId)).replace("atlas-session=", ""));
  if (!viewer) throw new Error("not signed in");
  return viewer;
}

beforeAll(async () => {
  office = await openOffice({ served: false });
  dakar = await office.post({ name: "Ambassade de France à Dakar", city: "Dakar", country: "SN", covers: ["SN", "GM"] });
  const lima = await office.post({ name: "Ambassade de France à Lima", city: "Lima", country: "PE", covers: ["PE"] });
  const closed = await office.post({
    name: "Consulat",
    city: "Saint-Louis",
    country: "SN",
    columns: { closed_on: "2020-01-01" },
  });
  const person = (name: string, visibility: string, more: Record<string, string | boolean> = {}) => ({
    ...{ function_code: "other", first_name: "Prénom", last_name: name, email: `${name.toLowerCase()}@example.org`, visibility },
    ...more,
  });
  const counsellor = { function_code: "cooperation_counsellor", phone: "+221 33 000 00 00" };
  await office.person(dakar, person("Ndiayé", "restricted", counsellor));
  await office.person(dakar, person("Reserve", "on_request", { function_label: "Chargée de mission" }));
  await office.person(dakar, person("Oppose", "restricted", { opted_out: true }));
  await office.person(lima, person("Quispe", "restricted"));
  await office.person(closed, person("Ferme", "restricted"));
  bodies = { dakar: await office.organisation("Ville de Dakar", "SN"), lima: await office.organisation("Ville de Lima", "PE") };
  await office.colleague(bodies.dakar, person("Partenaire", "restricted", { function_code: "partner_staff" }));
  await office.colleague(bodies.lima, person("Alcalde", "restricted", { function_code: "partner_staff" }));
  viewers = {
    senegal: await viewerOf(await office.account("sn@example.org", { role: "correspondent", countries: ["SN"] })),
    both: await viewerOf(await office.account("both@example.org", { role: "correspondent", countries: ["GM", "PE"] })),
    officer: await viewerOf(await office.account("of@example.org", { role: "officer", organisations: [bodies.lima] })),
    operator: await viewerOf(await office.account("op@example.org", { role: "operator" })),
  };
  return () => office.close();
});

const whole = { country: "", q: "", page: 1 };
const names = async (viewer: Viewer, query = whole) => {
  const { contacts } = await seeContacts(viewer, query, "fr", "/account/contacts");
  return contacts.map(({ name }) => name?.replace("Prénom ", ""));
};
const entries = async (viewer: Viewer) => {
  const all = await listAudit({ ...parseAuditQuery({}), person: viewer.accountId });
  return all.lines.filter(({ kind }) => kind === "contact_seen");
};

describe("who sees whom", () => {
  it("a correspondent sees the people of their countries, of posts that cover them and of partners there; nobody who objected", async () => {
    expect((await names(viewers.senegal)).toSorted()).toEqual(["Ndiayé", "Partenaire", "Reserve"]);
    // The post in Dakar covers Gambia, where no partner is.
    expect((await names(viewers.both)).toSorted()).toEqual(["Alcalde", "Ndiayé", "Quispe", "Reserve"]);
    expect((await names(viewers.both, { ...whole, country: "PE" })).toSorted()).toEqual(["Alcalde", "Quispe"]);
  });

  it("an officer sees the people of their organisations, an operator nobody", async () => {
    expect(await names(viewers.officer)).toEqual(["Alcalde"]);
    expect(await names(viewers.operator)).toEqual([]);
  });

  it("a country that is not theirs cannot be asked for", () => {
    expect(parseHeldQuery({ pays: "PE" }, viewers.senegal, "fr").country).toBe("");
    expect(parseHeldQuery({ pays: "SN" }, viewers.senegal, "fr").country).toBe("SN");
  });

  it("finds by the beginning of words of a name, a function in the language asked for, a post or an organisation", async () => {
    const found = (q: string) => names(viewers.senegal, { ...whole, q });
    expect(await found("ndiaye")).toEqual(["Ndiayé"]);
    expect(await found("chargee de")).toEqual(["Reserve"]);
    expect(await found("conseiller de coop")).toEqual(["Ndiayé"]);
    expect(await found("ville de dak")).toEqual(["Partenaire"]);
    expect(await found("diaye")).toEqual([]);
    expect(await found("%")).toEqual([]);
    expect(await found("quispe")).toEqual([]);
  });

  it("gives the function in words, the addresses and where the person works", async () => {
    const { contacts } = await seeContacts(viewers.senegal, { ...whole, q: "ndiaye" }, "en", "/account/contacts");
    expect(contacts).toEqual([
      expect.objectContaining({
        ...{ function: "Counsellor for Cooperation and Cultural Affairs", name: "Prénom Ndiayé", email: "ndiayé@example.org" },
        ...{ phone: "+221 33 000 00 00", visibility: "restricted", city: "Dakar", country: "Senegal" },
        of: {
          ...{ id: dakar, name: "Ambassade de France à Dakar (en)", type: "post" },
          record: `${dakar}-ambassade-de-france-a-dakar-en`,
        },
      }),
    ]);
  });

  it("an officer keeps the organisation that theirs is merged into", async () => {
    const other = await office.organisation("Municipalidad de Lima", "PE");
    await mergeRecords(office.database, other, bodies.lima, { dryRun: false, funding: false });
    expect(await names(await viewerOf(viewers.officer.accountId))).toEqual(["Alcalde"]);
  });
});

describe("the audit log", () => {
  it("has a line for each person that is seen, each time, and for nobody who is not", async () => {
    const before = await entries(viewers.senegal);
    const { contacts } = await seeContacts(viewers.senegal, { ...whole, q: "ndiaye" }, "fr", "/account/contacts");
    const after = await entries(viewers.senegal);
    expect(after.length).toBe(before.length + 1);
    expect(after[0]).toMatchObject({
      ...{ person: "sn@example.org", page: "/account/contacts", contactId: contacts[0]?.id, contactOf: dakar },
      contactFunction: "cooperation_counsellor",
    });
    await names(viewers.senegal, { ...whole, q: "nobody" });
    expect(await entries(viewers.senegal)).toHaveLength(after.length);
    await names(viewers.senegal);
    expect(await entries(viewers.senegal)).toHaveLength(after.length + 3);
  });

  it("tells neither names nor addresses of those who were looked at", async () => {
    const { rows } = await office.sql.query<{ text: string }>("SELECT e::text AS text FROM audit_entry e");
    expect(rows.map(({ text }) => text).join("\n")).not.toMatch(/ndiay|prénom|example\.org|\+221/i);
  });

  it("is found by person, contact and day", async () => {
    const [line] = await entries(viewers.senegal);
    const ofContact = await listAudit({ ...parseAuditQuery({ contact: String(line?.contactId) }) });
    expect(ofContact.total).toBeGreaterThan(0);
    expect(new Set(ofContact.lines.map(({ contactId }) => contactId))).toEqual(new Set([line?.contactId]));
    expect((await listAudit(parseAuditQuery({ to: "2020-01-01" }))).total).toBe(0);
    const all = await listAudit(parseAuditQuery({ from: "2020-01-01", to: "2999-01-01", person: "nobody" }));
    expect(all.total).toBe((await listAudit(parseAuditQuery({}))).total);
  });

  it("cannot be changed by anybody, whatever the role or the session says", async () => {
    const refusals = [
      "UPDATE audit_entry SET account_id = NULL",
      "DELETE FROM audit_entry",
      "TRUNCATE audit_entry",
      "TRUNCATE account CASCADE",
    ];
    for (const setting of ["origin", "replica"]) {
      for (const statement of refusals) {
        await office.sql.query("BEGIN");
        await office.sql.query(`SET LOCAL session_replication_role = ${setting}`);
        await expect(office.sql.query(statement), `${statement} as ${setting}`).rejects.toMatchObject({
          constraint: "audit_entry_append_only",
        });
        await office.sql.query("ROLLBACK");
      }
    }
  });

  it("takes the time from the database, not from who writes", async () => {
    await office.sql.query("BEGIN");
    const { rows } = await office.sql.query<{ own: boolean }>(
      "INSERT INTO audit_entry (kind, account_id, at) VALUES ('signed_in', $1, '2001-01-01') RETURNING at = now()::timestamptz(3) AS own",
      [viewers.operator.accountId],
    );
    expect(rows).toEqual([{ own: true }]);
    await office.sql.query("ROLLBACK");
  });

  it("lets a line go when its time is over, and an account when no line names it any more", async () => {
    const gone = await office.account("gone@example.org", { role: "operator" });
    const months = (count: number) => `now() - interval '${count} months' - interval '1 day'`;
    await office.sql.query(`UPDATE account SET revoked_at = ${months(limits.accountMonths)} WHERE id = $1`, [gone]);
    const first = await purgeAccounts(office.database, new Date());
    // It was invited just now: the line that says so names it.
    expect(first).toMatchObject({ entries: 0, accounts: 0 });
    // Only the owner can make a line look old, by taking the rule away: what the rule is worth against the owner is told in 030.
    await office.sql.query("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only");
    await office.sql.query(`UPDATE audit_entry SET at = ${months(limits.auditMonths)} WHERE subject_id = $1`, [gone]);
    await office.sql.query("ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only");
    expect(await purgeAccounts(office.database, new Date())).toMatchObject({ entries: 1, accounts: 1 });
    expect(await office.database.account.count({ where: { id: gone } })).toBe(0);
  });
});
