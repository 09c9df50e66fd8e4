import type pg from "pg";
import { slugify } from "@/lib/core/text";
import { insertRow, singleValue } from "./rows";

/** Text that would run if any layer put it into a page, a script, a drawing or an address as it is. */
export const markup = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
export const scriptAddress = "javascript:alert(1)";
/** Closes a JSON-LD block, opens a comment, and tries the escapes of JSON and of templates. */
export const breakout = `</script><!--<script>alert(1)</script>' onload='alert(1)' \u2028\u2029 \\u003cimg src=x onerror=alert(1)> {{7*7}} \${7*7} ]]>`;
/** Right-to-left text with an override that a careless page would let run into what follows. */
export const rightToLeft = "\u202Eمشروع التعاون اللامركزي שיתוף פעולה מבוזר";
export const emoji = "👩🏽‍🚀🏳️‍🌈🇫🇷🤝🇳🇺";
export const longWord = "Abc".repeat(1_667);

/** A country without other projects, so that lists of it show this record only. */
export const hostileCountry = "NU";
export const hostileKey = "test:hostile";

const website = 'https://example.org/"><script>alert(1)</script>';
const old = "2001-01-01T00:00:00Z";

async function insertSource(sql: pg.ClientBase): Promise<number> {
  const { id } = await insertRow(sql, "source", {
    code: "test-hostile",
    name_fr: markup,
    name_en: markup,
    publisher: breakout,
    licence: markup,
    licence_url: scriptAddress,
    url: scriptAddress,
  });
  return id;
}

async function insertOrganisation(sql: pg.ClientBase, sourceId: number, name: string, country: string | null) {
  return insertRow(sql, "organisation", {
    kind_code: country === "FR" ? "commune" : "association",
    name,
    acronym: markup,
    slug: slugify(name),
    country_code: country,
    website,
    latitude: country === "FR" ? 48.45 : -19.05,
    longitude: country === "FR" ? 1.48 : -169.92,
    coordinate_precision: "inferred",
    origin: "manual",
    source_id: sourceId,
  });
}

async function insertFacts(sql: pg.ClientBase, project: number, sourceId: number): Promise<void> {
  const texts = {
    context: `${markup}\n- ${breakout}\n- ${scriptAddress}`,
    background: `${scriptAddress}\n${breakout}`,
    objectives: `${rightToLeft}\n${emoji}`,
    description: longWord,
    beneficiaries: `- ${markup}\n- ${longWord}`,
  };
  for (const [field, body] of Object.entries(texts)) {
    await insertRow(sql, "project_text", { project_id: project, field, language: "fr", body, status: "original" });
  }
  const title = `${markup} ${breakout}`;
  await insertRow(sql, "project_text", { project_id: project, field: "title", language: "en", body: title, status: "machine" });
  await insertRow(sql, "project_place", {
    project_id: project,
    position: 0,
    country_code: hostileCountry,
    name: markup,
    latitude: -19.05,
    longitude: -169.92,
    coordinate_precision: "exact",
  });
  const theme = await singleValue<number>(sql, "SELECT id AS value FROM theme WHERE level = 3 ORDER BY id LIMIT 1");
  await insertRow(sql, "project_theme", { project_id: project, theme_id: theme, rank: 0 });
  const names = [markup, breakout, scriptAddress, `${rightToLeft} ${emoji}`, longWord.slice(0, 600)];
  for (const [position, name] of names.entries()) {
    const french = await insertOrganisation(sql, sourceId, name, "FR");
    const foreign = await insertOrganisation(sql, sourceId, name, hostileCountry);
    const link = { project_id: project, position };
    const role = position === 0 ? "lead_authority" : "french_partner";
    await insertRow(sql, "project_organisation", { ...link, organisation_id: french.id, role_code: role });
    await insertRow(sql, "project_organisation", { ...link, organisation_id: foreign.id, role_code: "foreign_partner" });
    await insertRow(sql, "funding_line", {
      ...link,
      funder_id: french.id,
      year: 2020 + position,
      amount: 1234.5,
      kind: "cofunding",
    });
  }
  await insertRow(sql, "quality_finding", {
    rule: "unknown_theme",
    severity: "warning",
    project_id: project,
    details: JSON.stringify({ value: markup, line: 1, name: markup, theme: markup, label: breakout }),
  });
}

async function insertPost(sql: pg.ClientBase, sourceId: number): Promise<void> {
  const post = await insertRow(sql, "diplomatic_post", {
    kind: "embassy",
    name_fr: markup,
    name_en: breakout,
    city_fr: scriptAddress,
    city_en: scriptAddress,
    country_code: hostileCountry,
    website,
    phone: markup,
    origin: "manual",
    source_id: sourceId,
  });
  await insertRow(sql, "post_jurisdiction", { post_id: post.id, country_code: hostileCountry });
  await insertRow(sql, "contact", {
    post_id: post.id,
    function_code: "other",
    function_label: markup,
    visibility: "on_request",
    origin: "manual",
    source_id: sourceId,
  });
}

async function insertNews(sql: pg.ClientBase, sourceId: number, project: number): Promise<void> {
  const news = await insertRow(sql, "news_item", {
    source_key: hostileKey,
    language: "fr",
    slug_fr: "x",
    slug_en: "x",
    happened_on: "2001-01-01",
    source_url: website,
    origin: "manual",
    source_id: sourceId,
    created_at: old,
    updated_at: old,
  });
  const text = { news_item_id: news.id, title: markup, body: `${breakout}\n\n${scriptAddress}\n${longWord}\n${rightToLeft}` };
  await insertRow(sql, "news_text", { ...text, language: "fr", status: "original" });
  await insertRow(sql, "news_project", { news_item_id: news.id, project_id: project });
  await insertRow(sql, "news_country", { news_item_id: news.id, country_code: hostileCountry });
  await insertRow(sql, "agreement", {
    news_item_id: news.id,
    kind: "strategic",
    related_action: true,
    signed_on: "2001-01-01",
    signed_precision: "day",
    place_name_fr: markup,
    place_name_en: markup,
  });
}

/** A record whose every text and name is hostile; last in every list, so that other pages stay as they are. */
export async function insertHostileRecord(sql: pg.ClientBase): Promise<void> {
  const sourceId = await insertSource(sql);
  const project = await insertRow(sql, "project", {
    source_key: hostileKey,
    title: markup,
    language: "fr",
    slug_fr: slugify(markup),
    slug_en: slugify(markup),
    form_code: "one_off_action",
    declared_status_code: "ongoing",
    start_on: "2000-01-01",
    start_precision: "day",
    end_on: "2001-12-31",
    end_precision: "day",
    origin: "manual",
    source_id: sourceId,
    source_url: website,
    created_at: old,
    updated_at: old,
  });
  await insertFacts(sql, project.id, sourceId);
  await insertPost(sql, sourceId);
  await insertNews(sql, sourceId, project.id);
}
