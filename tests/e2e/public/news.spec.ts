import { newsItemSchema, newsListSchema } from "@/lib/news/answer-schema";
import { ask, expect, test } from "../../support/browser";
import { readCalendar } from "../../support/calendar";

test("the index of news has one address for equal lists, and a client that has it gets nothing again", async ({ baseURL }) => {
  const moved = await ask(new URL("/fr/actualites?country=kr&month=&other=1", baseURL), { redirect: "manual" });
  expect([moved.status, moved.headers.get("location")]).toEqual([307, "/fr/actualites?country=KR"]);
  const answer = await ask(new URL("/fr/actualites?country=KR", baseURL));
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html).toMatch(/<meta name="robots" content="noindex/);
  for (const type of ["application/atom+xml", "application/feed+json", "text/calendar"]) expect(html).toContain(`type="${type}"`);
  const tag = answer.headers.get("etag") ?? "";
  const again = await ask(new URL("/fr/actualites?country=KR", baseURL), { headers: { "If-None-Match": tag } });
  expect([tag.startsWith("W/"), again.status]).toEqual([true, 304]);
});

test("the form leads to the news of a country without JavaScript", async ({ plainPage }) => {
  await plainPage.goto("/en/news");
  await plainPage.getByLabel("Country").selectOption("KR");
  await plainPage.getByRole("button", { name: "Filter" }).click();
  await expect(plainPage).toHaveURL(/\/en\/news\?country=KR$/);
  await expect(plainPage.getByRole("heading", { level: 1 })).toHaveText("News: South Korea");
  await expect(plainPage.locator("main article")).toHaveCount(1);
});

test("programs get the list, its items, its calendar, and what of a question is not understood", async ({ baseURL }) => {
  const read = async (address: string) => ask(new URL(address, baseURL));
  const list = newsListSchema.strict().parse(await (await read("/api/v1/news?country=KR&lang=en")).json());
  expect(list.items).toMatchObject([{ relatedAction: true, countries: ["South Korea"] }]);
  const item = newsItemSchema.strict().parse(await (await read(`/api/v1/news/${list.items[0]?.id}?lang=en`)).json());
  expect(item.agreements).toMatchObject([{ kind: "strategic_partnership", signedOn: { date: "2022-10-23" } }]);
  const calendar = await read("/api/v1/news/ics?country=KR");
  expect(calendar.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(readCalendar(await calendar.text()).map(({ DTSTART }) => DTSTART?.value)).toEqual(["20221023"]);
  const refused = await read("/api/v1/news/atom?country=XX&colour=red");
  expect([refused.status, (await refused.json()).parameters]).toMatchObject([
    400,
    [{ name: "colour", reason: "not_understood" }],
  ]);
  const unknown = await read("/api/v1/news?country=XX");
  expect([unknown.status, (await unknown.json()).parameters]).toMatchObject([
    400,
    [{ name: "country", reason: "names_nothing" }],
  ]);
  expect((await read("/api/v1/news/n999999")).status).toBe(404);
  expect((await read(`/api/v1/news/${list.items[0]?.id}/picture`)).status).toBe(404);
});
