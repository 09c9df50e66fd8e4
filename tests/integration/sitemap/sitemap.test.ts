import { afterAll, beforeAll, expect, it } from "vitest";
import { contactTarget } from "@/lib/contacts/address";
import { findContact } from "@/lib/contacts/queries/entries";
import { closeDb } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { loadDemo } from "@/lib/demo/load";
import { href } from "@/lib/i18n/href";
import { type Locale, locales } from "@/lib/i18n/locales";
import { profileFolders, subjectTarget } from "@/lib/profiles/address";
import { readProfile } from "@/lib/profiles/queries/profile";
import { findSubject } from "@/lib/profiles/queries/subject";
import { findRecordAddress } from "@/lib/projects/queries/address";
import { entryXml, indexXml } from "@/lib/sitemap/entry";
import { sitemapPart, sitemapParts } from "@/lib/sitemap/parts";
import { singleValue } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let parts: Map<string, string>;
const bodies: Record<string, string> = {};
const publicUrl = "http://localhost:3000";

async function readAll(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const name of await sitemapParts()) {
    let text = "";
    for await (const piece of (await sitemapPart(name)) ?? []) text += piece;
    texts.set(name, text);
  }
  return texts;
}

const paths = (name: string) =>
  [...(parts.get(name) ?? "").matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = ""]) =>
    loc.slice(publicUrl.length).replaceAll("&amp;", "&"),
  );
const all = () => [...parts.keys()].flatMap(paths);
const idOf = (id: number) => singleValue<string>(bench.sql, "SELECT public_id AS value FROM organisation WHERE id = $1", [id]);

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  process.env.PUBLIC_URL = publicUrl;
  await loadDemo(bench.url, { projects: 150 });
  const made = async (name: string, values = {}) => {
    const id = await bench.organisation({ name, ...values });
    bodies[name] = await idOf(id);
    return id;
  };
  const [partner, funder, heir] = [await made("Partner"), await made("Funder"), await made("Heir")];
  const former = await made("Former", { successor_id: heir });
  await made("Idle");
  const project = await bench.project({ title: "A & B", updated_at: "2024-05-06T12:00:00Z" });
  await bench.take(project, partner, "foreign_partner");
  await bench.take(project, former, "foreign_partner");
  await bench.fund(project, funder, 2020);
  await bench.place(project);
  // Far beyond the others: the parts between them are not told.
  await bench.sql.query("UPDATE project SET id = $1 WHERE id = $2", [3 * limits.sitemapRecords, await bench.project()]);
  parts = await readAll();
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

it("has a part for each range of ids that holds a page", () => {
  expect([...parts.keys()]).toEqual([
    ...["pages.xml", "subjects.xml", "contacts.xml", "projects-1.xml", "projects-3.xml"],
    ...[...parts.keys()].filter((name) => name.startsWith("organisations-")),
    "news-1.xml",
  ]);
  expect(parts.get("projects-1.xml")).toContain("<lastmod>2024-05-06</lastmod>");
});

it("knows no other part", async () => {
  for (const name of [
    "projects-2.xml",
    "projects-0.xml",
    "projects-1",
    "contacts-1.xml",
    "projects-9999999.xml",
    "../pages.xml",
    "",
  ])
    expect([name, await sitemapPart(name)]).toEqual([name, null]);
});

it("holds the bodies with projects, those that succeeded one, and not whom nobody looks for", () => {
  const text = all().join("\n");
  for (const name of ["Partner", "Funder", "Heir"]) expect(text).toContain(`/fr/organisations/${bodies[name]}-`);
  for (const name of ["Former", "Idle"]) expect(text).not.toContain(`/${bodies[name]}-`);
});

it("names only canonical addresses of pages that search engines may show", { timeout: 240_000 }, async () => {
  const seen = new Set<string>();
  for (const path of all()) {
    expect([path, seen.has(path)]).toEqual([path, false]);
    seen.add(path);
    const [, locale, folder = "", record] = path.split("/") as [string, Locale, string?, string?];
    const kind = profileFolders[folder];
    if (record === undefined || folder === "qualite" || folder === "quality") continue;
    if (folder === "contacts") {
      const contact = await findContact(record, locale);
      expect([path, contact?.demo]).toEqual([contact && href(locale, contactTarget(contact, locale)), false]);
      continue;
    }
    if (!kind) {
      const address = await findRecordAddress(/^(projets|projects)$/.test(folder) ? "p" : "n", record.split("-")[0] ?? "");
      expect(record).toBe(`${address?.id}-${locale === "fr" ? address?.slugFr : address?.slugEn}`);
      continue;
    }
    const subject = await findSubject(kind, record);
    if (!subject) throw new Error(`no subject of ${path}`);
    expect(path).toBe(href(locale, subjectTarget(subject, locale)));
    const isDemo = subject.kind === "organisation" && subject.demo;
    if (locale === "fr")
      expect([path, isDemo, (await readProfile(subject, locale)).outline.projects > 0]).toEqual([path, false, true]);
  }
  const { rows } = await bench.sql.query<{ id: string }>(
    `SELECT public_id AS id FROM organisation o WHERE origin <> 'demo' AND successor_id IS NULL
     AND EXISTS (SELECT FROM project_organisation WHERE organisation_id = o.id)`,
  );
  const told = [...seen].flatMap((path) => /^\/fr\/organisations\/(o\d+)-/.exec(path)?.[1] ?? []);
  expect(told).toEqual(expect.arrayContaining(rows.map(({ id }) => id)));
  const contacts = await bench.sql.query<{ id: string }>(
    `SELECT public_id AS id FROM diplomatic_post WHERE closed_on IS NULL AND origin <> 'demo' UNION ALL SELECT public_id FROM office WHERE origin <> 'demo'`,
  );
  expect(contacts.rows.filter(({ id }) => ![...seen].some((path) => path.startsWith(`/en/contacts/${id}-`)))).toEqual([]);
  const demo = await bench.sql.query<{ id: string }>(
    `SELECT public_id AS id FROM project WHERE origin = 'demo' UNION ALL SELECT public_id FROM diplomatic_post WHERE origin = 'demo'`,
  );
  expect(demo.rows.filter(({ id }) => [...seen].some((path) => path.includes(`/${id}-`)))).toEqual([]);
});

it("names every language of a page with each of its addresses, and escapes what XML reserves", () => {
  const page = { pathname: "/organisations", query: { type: "partner", q: "a b" } } as const;
  const text = entryXml({ targets: { fr: page, en: page }, changedOn: "2024-05-06" });
  const link = (language: string, locale: string) =>
    `<xhtml:link rel="alternate" hreflang="${language}" href="${publicUrl}/${locale}/organisations?type=partner&amp;q=a+b"/>`;
  const links = link("fr", "fr") + link("en", "en") + link("x-default", "fr");
  const url = (locale: Locale) =>
    `<url><loc>${publicUrl}/${locale}/organisations?type=partner&amp;q=a+b</loc><lastmod>2024-05-06</lastmod>${links}</url>\n`;
  expect(text).toBe(locales.map(url).join(""));
  expect(indexXml(["http://x/1.xml"])).toContain("<sitemap><loc>http://x/1.xml</loc></sitemap>");
});
