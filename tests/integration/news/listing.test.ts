import { SaxesParser } from "saxes";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDb, db } from "@/lib/core/db";
import { isStated } from "@/lib/core/parameters";
import { loadShowcase } from "@/lib/demo/showcase";
import { atomOf, jsonFeedOf } from "@/lib/export/feed";
import { newsCalendar } from "@/lib/export/news-calendar";
import { readNewsFeed } from "@/lib/export/news-feed";
import { presentNewsItem, presentNewsList } from "@/lib/news/answer";
import { newsItemSchema, newsListSchema } from "@/lib/news/answer-schema";
import { isWholeNews, newsParams, parseNewsQuery, unreadNewsParameters } from "@/lib/news/index-query";
import { removePicture, setPicture } from "@/lib/news/mutations";
import { getNewsItem } from "@/lib/news/queries/item";
import { listNews, newsChoices } from "@/lib/news/queries/list";
import { readNewsPicture } from "@/lib/news/queries/picture";
import { newsStructuredData } from "@/lib/news/structured-data";
import { readProfile } from "@/lib/profiles/queries/profile";
import { findSubject } from "@/lib/profiles/queries/subject";
import { parseProjectQuery } from "@/lib/search/params";
import { readFigures } from "@/lib/statistics/figures";
import { readCalendar } from "../../support/calendar";
import { insertRow } from "../../support/rows";
import { type Bench, openBench } from "../quality/support";

let bench: Bench;
let valley: string;
let seoul: string;

const totals = async () => {
  const figures = await readFigures(["projects", "ongoing", "countries", "cofunding"], parseProjectQuery({}));
  return Object.values(figures).map(({ value }) => value);
};
const publicId = async (name: string) =>
  (await bench.sql.query<{ id: string }>("SELECT public_id AS id FROM organisation WHERE name = $1", [name])).rows[0]?.id ?? "";

beforeAll(async () => {
  bench = await openBench();
  process.env.DATABASE_URL = bench.url;
  process.env.PUBLIC_URL ??= "http://localhost:3000";
  await loadShowcase(bench.url);
  valley = await publicId("Cosmetic Valley");
  const { rows: items } = await bench.sql.query<{ id: number; public_id: string; source_id: number }>("SELECT * FROM news_item");
  seoul = items[0]?.public_id ?? "";
  await bench.sql.query("UPDATE agreement SET ends_on = '2027-10-22', duration_months = 60");
  const dates = { created_at: "2024-01-01", updated_at: "2024-01-01" };
  for (let number = 1; number <= 23; number++) {
    const item = await insertRow(bench.sql, "news_item", {
      ...{ source_key: `n${number}`, language: "fr", slug_fr: "x", slug_en: "x", origin: "imported", ...dates },
      ...{
        source_id: items[0]?.source_id ?? 0,
        happened_on: number < 20 ? "2023-06-02" : "2021-01-31",
        published: number !== 23,
      },
    });
    const title = `Visite ${number} <b>& "fin" ]]>`;
    await insertRow(bench.sql, "news_text", {
      news_item_id: item.id,
      language: "fr",
      title,
      body: "Écrire à a.b@example.org. ".repeat(30),
      status: "original",
    });
    if (number > 20) await insertRow(bench.sql, "news_country", { news_item_id: item.id, country_code: "SN" });
  }
});
afterAll(async () => {
  await closeDb();
  await bench.close();
});

/** The parts of a JPEG file: application data, a frame of 640 × 480, one scan. */
function jpeg(note: string): Buffer {
  const segment = (marker: number, body: Buffer) => Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), body]);
  const frame = Buffer.from([8, 480 >> 8, 480 & 255, 640 >> 8, 640 & 255, 1, 1, 0x11, 0]);
  const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([1, 2, 3])]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.from(`Exif ${note}`)),
    segment(0xc0, frame),
    scan,
    Buffer.from([0xff, 0xd9]),
  ]);
}

const query = (parameters: Record<string, string> = {}) => parseNewsQuery(parameters);
const list = (parameters: Record<string, string> = {}) => listNews(query(parameters), "fr");

it("lists what is shown, newest first, by pages, month, country and organisation", async () => {
  const [first, second] = [await list(), await list({ page: "2" })];
  expect([first.total, first.entries.length, second.entries.length]).toEqual([23, 20, 3]);
  const days = [...first.entries, ...second.entries].map(({ happenedOn }) => happenedOn);
  expect(days).toEqual(days.toSorted().toReversed());
  expect((await list({ month: "2022-10" })).entries.map(({ id }) => id)).toEqual([seoul]);
  expect((await list({ country: "KR" })).entries).toMatchObject([
    { id: seoul, relatedAction: true, countries: ["Corée du Sud"] },
  ]);
  expect((await list({ organisation: valley })).total).toBe(1);
  expect((await list({ country: "SN" })).total).toBe(2);
  expect((await list({ country: "SN", month: "2022-10" })).total).toBe(0);
  expect((await list({ page: "9" })).entries).toEqual([]);
  expect(first.entries[0]?.summary).not.toContain("@example");
});

it("offers each value with the number of items that it finds", async () => {
  const choices = await newsChoices(query(), "en");
  expect(choices.month.map(({ value, count }) => [value, count])).toEqual([
    ["2023-06", 19],
    ["2022-10", 1],
    ["2021-01", 3],
  ]);
  for (const filter of ["month", "country", "organisation"] as const)
    for (const { value, count } of choices[filter])
      expect([value, (await list({ [filter]: value })).total]).toEqual([value, count]);
  expect(choices.country.map(({ label }) => label)).toEqual(["Senegal", "South Korea"]);
});

it("reads addresses without ever failing, and writes one for equal lists", () => {
  const asked = query({ month: "2022-13", country: "kr", organisation: "O12", page: "0", other: "x" });
  expect(asked).toEqual({ month: "", country: "KR", organisation: "o12", page: 1 });
  expect(newsParams(asked)).toEqual({ country: "KR", organisation: "o12" });
  expect(isStated(new URLSearchParams("country=KR&organisation=o12"), newsParams(asked))).toBe(true);
  for (const other of ["country=kr&organisation=o12", "organisation=o12&country=KR", "country=KR&organisation=o12&page=1"])
    expect(isStated(new URLSearchParams(other), newsParams(asked))).toBe(false);
  expect([isWholeNews(query({ page: "3" })), isWholeNews(asked)]).toEqual([true, false]);
  expect(unreadNewsParameters({ month: "2022-13", country: "kr", page: "0", x: "1", lang: "fr", organisation: "" })).toEqual([
    "month",
    "page",
    "x",
  ]);
});

it("makes feeds of the index and of each filter, well formed whatever a title holds", async () => {
  for (const [parameters, entries] of [
    [{}, 23],
    [{ country: "SN" }, 2],
    [{ month: "2022-10" }, 1],
    [{ organisation: valley }, 1],
  ] as const) {
    const feed = await readNewsFeed(query(parameters), "fr", "http://localhost:3000/api/v1/news/atom");
    let seen = 0;
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name }) => {
      if (name === "entry") seen++;
    });
    parser.write(atomOf(feed)).close();
    expect([seen, feed.entries.length]).toEqual([entries, entries]);
    expect(jsonFeedOf(feed)).toMatchObject({ version: "https://jsonfeed.org/version/1.1", language: "fr" });
  }
});

it("makes a calendar of the days and of the agreements that expire", async () => {
  const events = readCalendar(await newsCalendar(query({ country: "KR" }), "fr"));
  expect(events.map(({ DTSTART, UID }) => [DTSTART?.value, UID?.value.replace(/\d+@/, "@")])).toEqual([
    ["20221023", expect.stringMatching(/^n@/)],
    ["20271022", expect.stringMatching(/^n\d+-agreement-@/)],
  ]);
  expect(events[1]?.SUMMARY?.value).toMatch(/^Échéance de l’accord : /);
  expect(readCalendar(await newsCalendar(query(), "en"))).toHaveLength(24);
});

it("says the same to programs, by published schemas", async () => {
  const found = await list({ page: "2" });
  const answer = newsListSchema.strict().parse(presentNewsList(query({ page: "2" }), found, "fr"));
  expect(answer.links).toMatchObject({ next: null, previous: expect.stringMatching(/\/api\/v1\/news\?lang=fr$/) });
  const item = await getNewsItem(seoul, "en");
  if (!item) throw new Error("no item");
  const shown = newsItemSchema.strict().parse(presentNewsItem(item, "en"));
  expect(shown.agreements).toMatchObject([{ durationMonths: 60, endsOn: "2027-10-22", relatedAction: true, parties: [{}, {}] }]);
  expect(shown.figures.map(({ amount, currency, source }) => [amount, currency, source])).toEqual([
    [6e9, "EUR", "Cosmetic Valley"],
    [168e6, "USD", "Ville de Séoul"],
  ]);
  expect(newsStructuredData(item, "en")).toMatchObject({ "@type": "NewsArticle", inLanguage: "en", datePublished: "2022-10-23" });
});

it("keeps a picture without what the camera wrote, says whose it is, and takes it away", async () => {
  const facts = { credit: "Ville", alternativeFr: "Une poignée de main", alternativeEn: "A handshake" };
  await setPicture(db(), seoul, { name: "a.jpg", bytes: jpeg("GPS 48.1") }, facts);
  const stored = await readNewsPicture(seoul);
  expect(stored?.mediaType).toBe("image/jpeg");
  expect(Buffer.from(stored?.file ?? []).includes("GPS")).toBe(false);
  const item = await getNewsItem(seoul, "en");
  expect(item?.picture).toEqual({ width: 640, height: 480, credit: "Ville", alternative: "A handshake" });
  expect(item && newsStructuredData(item, "en")).toMatchObject({ image: { width: 640, creditText: "Ville" } });
  const bad = (bytes: Buffer) => setPicture(db(), seoul, { name: "b", bytes }, facts);
  for (const bytes of [Buffer.from("<svg/>"), jpeg("x").subarray(0, 30), Buffer.alloc(0)])
    await expect(bad(bytes)).rejects.toMatchObject({ code: "invalid_input" });
  await expect(setPicture(db(), "n9", { name: "a", bytes: jpeg("x") }, facts)).rejects.toMatchObject({ code: "invalid_input" });
  await removePicture(db(), seoul);
  expect(await readNewsPicture(seoul)).toBeNull();
});

it("shows nothing that waits for an operator", async () => {
  const { rows } = await bench.sql.query<{ id: string }>("SELECT public_id AS id FROM news_item WHERE NOT published");
  const hidden = rows[0]?.id ?? "";
  expect([await getNewsItem(hidden, "fr"), await readNewsPicture(hidden)]).toEqual([null, null]);
});

it("is on the pages of its organisations and its country as a related action, and in no total", async () => {
  const subjects = [
    ["organisation", valley],
    ["organisation", await publicId("Ville de Séoul")],
    ["country", "KR"],
  ] as const;
  const read = async () => {
    const found = await Promise.all(subjects.map(([kind, key]) => findSubject(kind, key)));
    return Promise.all(found.map((subject) => (subject ? readProfile(subject, "fr") : null)));
  };
  const profiles = await read();
  for (const profile of profiles) expect(profile?.news).toMatchObject([{ id: seoul, relatedAction: true }]);
  const numbersOf = (all: typeof profiles) =>
    all.map((profile) => [profile?.figures, profile?.outline.projects, profile?.funders]);
  const [counted, total] = [numbersOf(profiles), await totals()];
  expect(profiles.map((profile) => profile?.outline.projects)).toEqual([1, 0, 0]);
  // Without any news every number is the same.
  await bench.sql.query("DELETE FROM news_item");
  const bare = await read();
  expect(bare.map((profile) => profile?.news)).toEqual([[], [], []]);
  expect([numbersOf(bare), await totals()]).toEqual([counted, total]);
});
