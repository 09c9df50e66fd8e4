import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/core/db";
import { loadShowcase } from "@/lib/demo/showcase";
import { newsCalendar } from "@/lib/export/news-calendar";
import { importOfKind } from "@/lib/import/kinds/registry";
import type { Accept } from "@/lib/import/news/accept";
import type { FileReport } from "@/lib/import/report";
import { getNewsItem } from "@/lib/news/queries/item";
import { latestNews } from "@/lib/news/queries/list";
import { parseProjectQuery } from "@/lib/search/params";
import { readFigures } from "@/lib/statistics/figures";
import { openPlace, type Place } from "../import/support";

const seed = path.resolve(import.meta.dirname, "../../../../shared/seeds/news-seoul-agreement.txt");

let place: Place;
beforeAll(async () => {
  // The capital in which an agreement is signed is one of the large towns of the whole reference data.
  place = await openPlace({ whole: true });
  process.env.DATABASE_URL = place.url;
  await loadShowcase(place.url);
});
afterAll(async () => {
  await closeDb();
  await place.close();
});

async function run(file: string, accept: Accept = [], dryRun = false): Promise<FileReport> {
  const options = { dryRun, actor: "tester", news: { accept, url: null } };
  const [report] = (await importOfKind("news", place.url, [file], options)).files;
  if (!report) throw new Error("no report");
  return report;
}

/** What is proposed, as "reason label", with its number. */
function proposed({ lines }: FileReport): { number: number; reason: string; label: string; line: number | null }[] {
  return lines.flatMap(({ reason, value, line }) => {
    const [, number, label] = /^(\d+): (.*?) ← /.exec(value) ?? [];
    return number && label && reason !== "news_accepted" ? [{ number: Number(number), reason, label, line }] : [];
  });
}

const totals = async () => {
  const { projects, ongoing, countries, cofunding } = await readFigures(
    ["projects", "ongoing", "countries", "cofunding"],
    parseProjectQuery({}),
  );
  const [searched] = await place.query<{ rows: string }>(
    "SELECT string_agg(token || '=' || projects, ',' ORDER BY token) AS rows FROM search_count",
  );
  return [projects.value, ongoing.value, countries.value, cofunding.value, searched?.rows];
};

const announcement = `Chartres et une ville amie signent

Dimanche 5 mai, à Lomé, Cosmetic Valley et la Ville de Séoul ont signé un accord de partenariat au Togo. Mme Anne Personne y était.

L’accord, d’environ 1,5 million d’euros, prévoit une antenne en 2020 et coûtera 2,000 dollars canadiens.

Fermer
`;

describe("an announcement", () => {
  it("is kept, but not shown before its inferred day is confirmed; nothing is linked of itself", async () => {
    const file = place.write("announcement.txt", announcement);
    const report = await run(file);
    expect(report.records).toMatchObject({ read: 1, created: 1, rejected: 0 });
    expect(proposed(report).map(({ reason, label, line }) => [reason, label, line])).toEqual([
      ["news_proposed_unsure", "2000.00 CAD", 5],
      ["news_date_proposed", "2019-05-05", 3],
      ["news_agreement_proposed", "partnership, 2019-05-05, Lomé, TG", 3],
      ["news_country_proposed", "Togo (TG)", 3],
      ["news_organisation_proposed", expect.stringMatching(/^Cosmetic Valley \(o\d+, signatory\)$/), 3],
      ["news_organisation_proposed", expect.stringMatching(/^Ville de Séoul \(o\d+, signatory\)$/), 3],
      ["news_amount_proposed", "≈ 1500000.00 EUR", 5],
    ]);
    expect(report.reasons).toMatchObject({ news_hidden: 1, news_furniture: 1 });
    // Reports are public.
    expect(JSON.stringify(report)).not.toContain("Personne");
    expect((await latestNews(50, "fr")).map(({ title }) => title.text)).not.toContain("Chartres et une ville amie signent");
    const [links] = await place.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM news_organisation r WHERE r.news_item_id = n.id) + (SELECT count(*) FROM agreement a WHERE a.news_item_id = n.id)
       + (SELECT count(*) FROM news_figure f WHERE f.news_item_id = n.id) + (SELECT count(*) FROM news_country c WHERE c.news_item_id = n.id) AS n
       FROM news_item n WHERE n.source_key LIKE 'text:%'`,
    );
    expect(Number(links?.n)).toBe(0);
  });

  it("changes nothing the second time, and keeps the numbers of its proposals; a dry run writes nothing", async () => {
    const file = place.write("announcement.txt", announcement);
    const before = await place.state();
    const [first, dry, again] = [await run(file), await run(file, "all", true), await run(file)];
    expect(await place.state()).toEqual(before);
    expect(first.records).toMatchObject({ unchanged: 1, created: 0, updated: 0 });
    expect(dry.records.updated).toBe(1);
    expect(proposed(again)).toEqual(proposed(first));
  });

  it("links what the operator accepts by number, and no other; it is a related action and counted in no total", async () => {
    const file = place.write("announcement.txt", announcement);
    const before = await totals();
    const all = proposed(await run(file));
    const numberOf = (label: string) => all.find((one) => one.label.startsWith(label))?.number ?? 0;
    const accepted = ["2019-05-05", "partnership", "Cosmetic Valley", "Togo"].map(numberOf);
    const report = await run(file, [...accepted, 999_999]);
    expect(report.records.updated).toBe(1);
    expect(report.reasons).toMatchObject({ news_accepted: 4, news_proposal_unknown: 1, news_proposed_unsure: 1 });
    const [row] = await place.query<{ id: string }>(
      "SELECT public_id AS id FROM news_item WHERE source_key LIKE 'text:chartres%'",
    );
    const item = await getNewsItem(row?.id ?? "", "fr");
    expect(item).toMatchObject({
      happenedOn: "2019-05-05",
      placeName: "Lomé",
      countries: [{ code: "TG" }],
      organisations: [{ name: "Cosmetic Valley", role: "signatory" }],
      figures: [],
      agreements: [
        { kind: "partnership", relatedAction: true, signed: { date: "2019-05-05", precision: "day" }, placeName: "Lomé" },
      ],
    });
    expect(item?.agreements[0]?.parties).toEqual([{ name: "Cosmetic Valley", signatoryFunction: null }]);
    expect(await latestNews(9, "fr", { country: "TG" })).toMatchObject([{ id: item?.id, relatedAction: true }]);
    expect(await totals()).toEqual(before);
    // The rest that is sure, once.
    expect((await run(file, "all")).reasons.news_accepted).toBe(2);
    expect((await run(file, "all")).records).toMatchObject({ unchanged: 1, updated: 0 });
    expect(await totals()).toEqual(before);
    const [history] = await place.query<{ fields: string }>(
      `SELECT string_agg(c ->> 'field', ' ' ORDER BY r.id) AS fields FROM revision r, jsonb_array_elements(r.changes) c WHERE r.public_id = $1`,
      [row?.id],
    );
    expect(history?.fields.split(" ").sort()).toEqual(
      ["record", "date", "agreement", "country", "organisation", "organisation", "amount"].sort(),
    );
  });

  it("takes a day with its year as stated, tells one whose weekday is another, and refuses a text without a day", async () => {
    const stated = await run(place.write("a.txt", "Une rencontre\n\nLe 14 mars 2018, une délégation a été reçue à Dakar.\n"));
    expect([stated.records.created, stated.reasons.news_hidden]).toEqual([1, undefined]);
    const wrong = await run(place.write("b.txt", "Une visite\n\nLe lundi 14 mars 2018, une délégation a été reçue à Dakar.\n"));
    expect(wrong.reasons).toMatchObject({ weekday_contradicts: 1, news_hidden: 1 });
    // Several years have such a day: none is taken for sure.
    const many = await run(place.write("c.txt", "Un accord\n\nLe dimanche 23 octobre, deux villes ont signé.\n"));
    expect(
      proposed(many)
        .filter(({ reason }) => reason === "news_proposed_unsure")
        .map(({ label }) => label),
    ).toEqual(["2022-10-23", "2016-10-23", "2011-10-23"]);
    const [later] = proposed(many).filter(({ label }) => label === "2016-10-23");
    await run(place.write("c.txt", "Un accord\n\nLe dimanche 23 octobre, deux villes ont signé.\n"), "all");
    const signed =
      "SELECT n.happened_on::text, a.signed_on::text, n.published FROM news_item n JOIN agreement a ON a.news_item_id = n.id WHERE n.source_key = 'text:un-accord'";
    expect(await place.query(signed)).toEqual([{ happened_on: "2022-10-23", signed_on: null, published: false }]);
    await run(place.write("c.txt", "Un accord\n\nLe dimanche 23 octobre, deux villes ont signé.\n"), [later?.number ?? 0]);
    expect(await place.query(signed)).toEqual([{ happened_on: "2016-10-23", signed_on: "2016-10-23", published: true }]);
    const none = await run(place.write("d.txt", "Un accord\n\nDeux villes ont signé.\n"));
    expect([none.records.rejected, none.reasons.news_date_missing]).toEqual([1, 1]);
  });
});

describe("a feed", () => {
  const entry = (id: string, body: string) => `<item><guid isPermaLink="false">${id}</guid><title>Accord &amp; suite ${id}</title>
    <link>https://example.org/${id}</link><pubDate>Tue, 05 Mar 2019 10:00:00 +0100</pubDate><description>${body}</description></item>`;
  const rss = (items: string) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Une agence</title><language>fr-FR</language>${items}</channel></rss>`;

  it("in RSS gives an item an entry, once, with its day, address and publisher", async () => {
    const body =
      "&lt;p&gt;La Ville de Séoul a reçu &lt;b&gt;3 millions&lt;/b&gt; d&amp;#39;euros.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;";
    const file = place.write("feed.rss", rss(entry("a", body) + entry("b", "Un atelier au Togo.") + entry("a", body)));
    const report = await run(file, "all");
    expect(report.records).toMatchObject({ read: 3, created: 2, rejected: 1 });
    const [row] = await place.query<{ id: string }>("SELECT public_id AS id FROM news_item WHERE source_key = 'feed:a'");
    expect(await getNewsItem(row?.id ?? "", "fr")).toMatchObject({
      title: { text: "Accord & suite a", language: "fr" },
      body: { text: "La Ville de Séoul a reçu 3 millions d'euros." },
      happenedOn: "2019-03-05",
      sourceUrl: "https://example.org/a",
      sourceName: "Une agence",
      organisations: [{ name: "Ville de Séoul", role: "mentioned" }],
      figures: [{ amount: 3_000_000, currency: "EUR", approximate: false }],
      agreements: [],
    });
    expect((await run(file)).records).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const changed = await run(place.write("feed.rss", rss(entry("b", "Deux ateliers au Togo."))));
    expect(changed.records).toMatchObject({ read: 1, updated: 1 });
  });

  it("in Atom is read, too", async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>A network</title><entry><id>tag:1</id><title type="html">A visit</title>
      <link rel="self" href="https://example.org/x"/><link href="https://example.org/visit"/><published>2021-02-03T23:30:00Z</published>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The town of Thiès was visited.</p></div></content></entry></feed>`;
    expect((await run(place.write("feed.atom", atom))).records).toMatchObject({ created: 1 });
    const [row] = await place.query(
      "SELECT happened_on::text, source_url, language, source_name FROM news_item WHERE source_key = 'feed:tag:1'",
    );
    expect(row).toEqual({
      happened_on: "2021-02-03",
      source_url: "https://example.org/visit",
      language: "en",
      source_name: "A network",
    });
  });

  const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`;
  const outside = `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>`;
  it.each([
    ["an entity bomb", bomb, "xml_doctype"],
    ["an entity from outside", outside, "xml_doctype"],
    ["an undeclared entity", "<rss><channel><item><title>&x;</title></item></channel></rss>", "xml_malformed"],
    ["endless depth", `<rss>${"<a>".repeat(100)}`, "xml_too_deep"],
    ["a cut file", "<rss><channel><item><title>A</title>", "xml_truncated"],
    ["another XML", "<html><body/></html>", "feed_unknown"],
    ["a text without end", `<rss><channel><item><title>${"a".repeat(100_001)}</title></item></channel></rss>`, "news_too_long"],
    ["nothing", "", "empty"],
  ])("that is %s is refused whole", async (_name, text, reason) => {
    const before = await place.state();
    const report = await run(place.write("bad.xml", text), "all");
    expect([report.status, Object.keys(report.reasons)]).toEqual(["rejected", [reason]]);
    expect(await place.state()).toEqual(before);
  });
});

it("reads the real announcement of Seoul: its day from the weekday, its signatories, place and amounts", async ({ skip }) => {
  if (!existsSync(seed)) skip(`${seed} is absent`);
  const report = await run(seed);
  const labels = proposed(report).map(({ reason, label }) => [reason, label.replace(/\(o\d+, /, "(")]);
  expect(report.reasons.news_proposed_unsure).toBeUndefined();
  for (const expected of [
    ["news_date_proposed", "2022-10-23"],
    ["news_agreement_proposed", "strategic_partnership, 2022-10-23, Centre Culturel Coréen de Paris, FR"],
    ["news_country_proposed", "Corée du Sud (KR)"],
    ["news_organisation_proposed", "Cosmetic Valley (signatory)"],
    ["news_organisation_proposed", "Ville de Séoul (signatory)"],
    ["news_organisation_proposed", "Centre culturel coréen (host)"],
    ["news_amount_proposed", "≈ 6000000000.00 EUR"],
    ["news_amount_proposed", "168000000.00 USD"],
  ])
    expect(labels).toContainEqual(expected);
  expect(labels).toHaveLength(8);
  expect(report.reasons).toMatchObject({ news_furniture: 2 });
  await run(seed, "all");
  const [row] = await place.query<{ id: string }>(
    "SELECT public_id AS id FROM news_item WHERE source_key LIKE 'text:partenariat%'",
  );
  const item = await getNewsItem(row?.id ?? "", "fr");
  expect(item).toMatchObject({ happenedOn: "2022-10-23", agreements: [{ relatedAction: true, kind: "strategic_partnership" }] });
  expect(item?.agreements[0]?.parties.map(({ name }) => name).sort()).toEqual(["Cosmetic Valley", "Ville de Séoul"]);
  expect(item?.figures.map(({ amount, currency, year }) => [amount, currency, year])).toEqual([
    [6e9, "EUR", null],
    [168e6, "USD", 2023],
  ]);
});

describe("a call for projects", () => {
  const call = `Appel à projets 2027 de la coopération avec le Togo

Publié le 2 novembre 2026. Les collectivités peuvent déposer leurs dossiers du lundi 9 novembre 2026 au vendredi 15 janvier 2027.

Une réunion d’information se tient le 1er décembre 2026.
`;

  it("closes on the day that a person accepted, which is no day of an event", async () => {
    const file = place.write("call.txt", call);
    const first = await run(file);
    expect(first.records).toMatchObject({ created: 1, rejected: 0 });
    const closing = proposed(first).filter(({ reason }) => reason === "news_closing_proposed");
    expect(closing.map(({ label, line }) => [label, line])).toEqual([["2027-01-15", 3]]);
    const [stored] = await place.query<{ id: string }>(
      "SELECT public_id AS id FROM news_item WHERE slug_fr LIKE 'appel-a-projets-2027%'",
    );
    const before = await getNewsItem(stored?.id ?? "", "fr");
    expect(before).toMatchObject({ happenedOn: "2026-11-02", closesOn: null });
    await run(file, [closing[0]?.number ?? 0]);
    expect(await getNewsItem(stored?.id ?? "", "fr")).toMatchObject({ happenedOn: "2026-11-02", closesOn: "2027-01-15" });
    expect((await run(file)).records).toMatchObject({ unchanged: 1 });
    const calendar = await newsCalendar({ month: "", country: "", organisation: "", page: 1 }, "fr");
    expect(calendar).toMatch(/SUMMARY:Date limite de l’appel à projets : Appel à projets 2027/);
    expect(calendar).toContain("DTSTART;VALUE=DATE:20270115");
  });

  it.each([
    ["Call for proposals\n\nPublished on 2 November 2026. Deadline: 31 January 2027.", "2027-01-31", "news_closing_proposed"],
    [
      "Appel à manifestation d’intérêt\n\nLe 2 novembre 2026. Réponses avant le dimanche 31 janvier.",
      "2027-01-31",
      "news_proposed_unsure",
    ],
    ["Appel à candidatures\n\nLe 2 novembre 2026. Clôture le lundi 31 janvier 2027.", "2027-01-31", "news_proposed_unsure"],
    ["Une conférence\n\nLe 2 novembre 2026. Inscriptions jusqu’au 31 janvier 2027.", undefined, undefined],
  ])("%s", async (text, day, reason) => {
    const report = await run(place.write("other-call.txt", text), [], true);
    const found = proposed(report).find(({ label }) => label === "2027-01-31");
    expect([found?.label, found?.reason]).toEqual([day, reason]);
  });
});
