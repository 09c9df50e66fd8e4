import { limits } from "@/lib/core/limits";
import { projectListSchema } from "@/lib/search/schema";
import { languages, listAddress } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";
import { singleValue } from "../../support/rows";

/** The server may be on another address than the public one that its answers name. */
const here = (address: string, baseURL: string | undefined) => {
  const { pathname, search } = new URL(address);
  return new URL(pathname + search, baseURL);
};

async function readList(address: URL) {
  const response = await ask(address);
  expect(response.status, address.href).toBe(200);
  return projectListSchema.strict().parse(await response.json());
}

test("the list of the API walks through all projects by its links, each once, in the order of the database", async ({
  baseURL,
  sql,
}) => {
  const { rows } = await sql.query<{ id: string }>("SELECT public_id AS id FROM project ORDER BY updated_at DESC, id DESC");
  const ids: string[] = [];
  let address: string | null = new URL("/api/v1/projects?lang=en", baseURL).href;
  let last = "";
  while (address && ids.length <= rows.length) {
    const list = await readList(here(address, baseURL));
    expect(list.total).toBe(rows.length);
    ids.push(...list.projects.map(({ id }) => id));
    last = list.links.self;
    address = list.links.next;
  }
  expect(ids).toEqual(rows.map(({ id }) => id));
  const { prev } = (await readList(here(last, baseURL))).links;
  const before = await readList(here(prev ?? "", baseURL));
  const from = ids.length - (ids.length % limits.pageSize || limits.pageSize);
  expect(before.projects.map(({ id }) => id)).toEqual(ids.slice(from - limits.pageSize, from));
});

test("the list of the API names its pages, the page for people and the whole records, and counts on request", async ({
  baseURL,
  sql,
}) => {
  const list = await readList(new URL("/api/v1/projects?lang=fr&theme=eau&facets=1&page=2&view=table", baseURL));
  expect(new URL(list.links.self).search).toBe("?theme=EAU&page=2&facets=1&lang=fr");
  expect(new URL(list.links.first).search).toBe("?theme=EAU&facets=1&lang=fr");
  expect(list.links.prev).toBe(list.links.first);
  expect(new URL(list.links.last ?? "").searchParams.get("page")).toBe(String(Math.ceil(list.total / limits.pageSize)));
  expect(new URL(list.links.html).pathname + new URL(list.links.html).search).toBe(
    listAddress("fr", { theme: "EAU", page: "2" }),
  );
  const project = list.projects[0];
  for (const address of [project?.url ?? "", project?.recordUrl ?? ""])
    expect((await ask(here(address, baseURL), { redirect: "manual" })).status).toBe(200);
  const senegal = list.facets?.country?.find(({ value }) => value === "SN");
  expect(senegal?.label).toBe("Sénégal");
  const found = await readList(new URL("/api/v1/projects?theme=EAU&country=SN", baseURL));
  expect(senegal?.projects).toBe(found.total);
  expect(found.facets).toBeNull();
  const total = await singleValue<number>(
    sql,
    "SELECT count(*)::int AS value FROM search_row WHERE tokens @> ARRAY['theme:EAU', 'country:SN']",
  );
  expect(found.total).toBe(total);
});

test("every parameter that is not understood is told, in the language asked for", async ({ baseURL }) => {
  const query = "contry=SN&country=ZZ,SN&sort=best&after=nothing&facets=yes";
  for (const language of languages) {
    const response = await ask(new URL(`/api/v1/projects?${query}&lang=${language}`, baseURL));
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = (await response.json()) as { detail: string; parameters: { name: string; reason: string; detail: string }[] };
    expect(problem.parameters.map(({ name, reason }) => [name, reason]).sort()).toEqual([
      ["after", "not_understood"],
      ["contry", "not_understood"],
      ["country", "names_nothing"],
      ["facets", "not_understood"],
      ["sort", "not_understood"],
    ]);
    expect(problem.detail).toContain(language === "fr" ? "ne sont pas compris" : "are not understood");
    expect(problem.detail).toContain("contry");
  }
  for (const path of ["csv", "atom", "feed"])
    expect((await ask(new URL(`/api/v1/projects/${path}?facets=1`, baseURL))).status).toBe(400);
  const hostile = await ask(new URL(`/api/v1/projects?constructor=2&${"x".repeat(900)}=3`, baseURL));
  const told = ((await hostile.json()) as { parameters: { name: string }[] }).parameters;
  expect(told.map(({ name }) => name.length)).toEqual([11, 60]);
});

test("the schema of the list is published", async ({ baseURL }) => {
  const response = await ask(new URL("/api/v1/schema/project-list", baseURL));
  expect(response.headers.get("content-type")).toBe("application/schema+json");
  const schema = (await response.json()) as { required: string[] };
  expect([...schema.required].sort()).toEqual(["facets", "links", "page", "pageSize", "projects", "total"]);
});

const kept = {
  "the list of the API": "/api/v1/projects?country=SN,-ML&lang=en",
  "a file": "/api/v1/projects/csv?country=SN",
  "a feed": "/api/v1/projects/atom?country=SN",
  "a page": "/en/projects?country=SN",
};
/** A cache that many share may answer with a page for two seconds, for a minute with what programs ask for. */
const sharedBy = (address: string) =>
  address.startsWith("/api/")
    ? "public, max-age=0, s-maxage=60, stale-while-revalidate=300"
    : "public, max-age=0, s-maxage=2, stale-if-error=86400";
for (const [name, address] of Object.entries(kept)) {
  test(`${name} that a client has already is not sent again, until something changes`, async ({ baseURL, sql }) => {
    const read = (headers: Record<string, string> = {}) => ask(new URL(address, baseURL), { headers });
    const tagOf = async () => (await read()).headers.get("etag") ?? "";
    // Other tests write into the same database, which makes every tag a new one.
    await expect
      .poll(async () => {
        const again = await read({ "If-None-Match": `"other", ${await tagOf()}` });
        return [again.status, await again.text(), again.headers.get("cache-control")];
      })
      .toEqual([304, "", sharedBy(address)]);
    const tag = await tagOf();
    expect(tag).toMatch(/^W\/"[\w-]+"$/);
    await sql.query("UPDATE country SET name_fr = name_fr WHERE code = 'SN'");
    const changed = await read({ "If-None-Match": tag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(tag);
    expect(changed.headers.get("set-cookie")).toBeNull();
    expect(changed.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
  });
}

test("equal searches have one entity tag, others have others", async ({ baseURL }) => {
  const tagOf = async (query: string) => (await ask(new URL(`/api/v1/projects?${query}`, baseURL))).headers.get("etag");
  await expect
    .poll(async () => (await tagOf("country=SN,ML&theme=EAU")) === (await tagOf("theme=eau&pays=ml,%20SN&page=1&view=table")))
    .toBe(true);
  const tags = await Promise.all(["", "lang=en", "page=2", "facets=1", "country=SN", "sort=oldest"].map(tagOf));
  expect(new Set(tags).size).toBe(tags.length);
});

for (const language of languages) {
  test(`${language}: a page beyond the numbered ones shows what follows a record, and leads on and back`, async ({
    page,
    baseURL,
  }) => {
    const list = await readList(new URL("/api/v1/projects?sort=amount&page=3", baseURL));
    const after = new URL(list.links.next ?? "").searchParams.get("after") ?? "";
    const ids = async () =>
      (await page.locator("main article h3 a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))).map(
        (href) => /\/(p\d+)-/.exec(href)?.[1] ?? "",
      );
    const byNumber = async (number: number) => {
      await page.goto(listAddress(language, { sort: "amount", page: String(number) }));
      return ids();
    };
    const [third, fourth, fifth] = [await byNumber(3), await byNumber(4), await byNumber(5)];
    await page.goto(listAddress(language, { sort: "amount", after }));
    await expect.poll(ids).toEqual(fourth);
    expect(await page.locator("meta[name=robots]").getAttribute("content")).toContain("noindex");
    await page.locator("main a[rel=next]").click();
    await expect(page).toHaveURL(/after=/);
    await expect.poll(ids).toEqual(fifth);
    await page.locator("main a[rel=prev]").click();
    await expect(page).toHaveURL(/before=/);
    await expect.poll(ids).toEqual(fourth);
    await page.locator("main a[rel=prev]").click();
    await expect(page.locator("main article").first()).toBeVisible();
    await expect.poll(ids).toEqual(third);
    const [filter] = await page
      .locator("main .filters a[href*='country=']")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(filter).not.toMatch(/after=|before=/);
  });

  test(`${language}: search engines are told what not to show`, async ({ page }) => {
    const robots = async (parameters: Record<string, string>) => {
      await page.goto(listAddress(language, parameters));
      const [content] = await page
        .locator("meta[name=robots]")
        .evaluateAll((all) => all.map((meta) => meta.getAttribute("content")));
      return content ?? "";
    };
    for (const parameters of [{}, { page: "2" }])
      expect(await robots(parameters as Record<string, string>)).not.toContain("noindex");
    for (const parameters of [{ country: "SN" }, { q: "eau" }, { updated: "2026-01-01" }, { sort: "oldest" }, { view: "table" }])
      expect(await robots(parameters as unknown as Record<string, string>)).toContain("noindex");
  });
}
