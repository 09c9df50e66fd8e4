import type { Locale } from "@/lib/i18n/locales";
import { locales } from "@/lib/i18n/locales";
import { type ResourcesOf, resourcesIn } from "./browser";
import { get } from "./http";
import type { WeighedPage } from "./pages";

/** Bytes as they are and as they come over the wire. */
export type Bytes = { raw: number; gzip: number };

export type Weight = {
  page: string;
  locale: Locale | null;
  html: Bytes;
  script: Bytes;
  style: Bytes;
  /** Requests for all of it; null where no browser could count them. */
  requests: number | null;
  fonts: { count: number; bytes: number } | null;
  thirdParty: number | null;
};

const sum = (all: readonly Bytes[]): Bytes => ({
  raw: all.reduce((total, { raw }) => total + raw, 0),
  gzip: all.reduce((total, { gzip }) => total + gzip, 0),
});

async function bytesOf(url: string, expected: number): Promise<Bytes & { text: string }> {
  const plain = await get(url, "identity");
  const packed = await get(url, "gzip");
  if (plain.status !== expected) throw new Error(`${plain.status} instead of ${expected}: ${url}`);
  return { raw: plain.body.length, gzip: packed.body.length, text: plain.body.toString() };
}

type Subject = { page: string; locale: Locale | null; url: string; status: number };

async function weigh({ page, locale, url, status }: Subject, resourcesOf: ResourcesOf | null): Promise<Weight> {
  const html = await bytesOf(url, status);
  const resources = resourcesOf ? await resourcesOf(url) : resourcesIn(html.text, url);
  const { origin } = new URL(url);
  const foreign = resources.filter((resource) => new URL(resource.url).origin !== origin);
  const own = resources.filter((resource) => new URL(resource.url).origin === origin);
  const ofType = (type: string) =>
    Promise.all(own.filter((resource) => resource.type === type).map((resource) => bytesOf(resource.url, 200)));
  const fonts = await ofType("font");
  return {
    page,
    locale,
    html: { raw: html.raw, gzip: html.gzip },
    script: sum(await ofType("script")),
    style: sum(await ofType("stylesheet")),
    requests: resourcesOf && resources.length,
    fonts: resourcesOf && { count: fonts.length, bytes: sum(fonts).gzip },
    thirdParty: resourcesOf && foreign.length,
  };
}

/** Weight of every page type in every language. */
export async function weighPages(
  base: string,
  pages: readonly WeighedPage[],
  resourcesOf: ResourcesOf | null,
): Promise<Weight[]> {
  const weights: Weight[] = [];
  for (const { name, status, paths } of pages) {
    for (const locale of locales) {
      weights.push(await weigh({ page: name, locale, url: base + paths[locale], status }, resourcesOf));
    }
  }
  return weights;
}

/** Weight of a page that is not the portal's. */
export function weighPage(url: string, page: string, resourcesOf: ResourcesOf | null): Promise<Weight> {
  return weigh({ page, locale: null, url, status: 200 }, resourcesOf);
}
