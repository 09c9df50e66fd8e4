import type { Locale } from "@/lib/i18n/locales";
import { publicText } from "@/lib/i18n/public-text";
import { presentSummary } from "@/lib/news/queries/summary";
import { sideOf } from "../policy";
import { type Project, projectTextFields } from "../schema";
import { presentCountry, presentLabel, presentName, presentPosition } from "./present";
import type { ProjectRow } from "./project";

/** Lists of a project: themes, texts, organisations, places, funding, news. */
export function presentParts(row: ProjectRow, locale: Locale) {
  return {
    themes: row.themes.map(({ rank, theme }) => ({
      rank,
      path: [theme.parent?.parent, theme.parent, theme].flatMap((level) => (level ? [presentLabel(level, locale)] : [])),
    })),
    texts: presentTexts(row, locale),
    organisations: presentOrganisations(row, locale),
    places: row.places.map((place) => ({
      country: presentCountry(place.country, locale),
      name: place.name && publicText(place.name, locale),
      position: presentPosition(place),
    })),
    funding: row.fundingLines.map((line) => ({
      funder: {
        id: line.funder.publicId,
        name: presentName(line.funder, locale),
        side: sideOf(line.funder.countryCode),
      },
      year: line.year,
      amount: line.amount?.toNumber() ?? null,
      currency: line.currency,
      kind: line.kind,
      inKind: line.inKind,
      schemes: line.schemeLines
        .sort((a, b) => a.scheme.position - b.scheme.position)
        .map(({ scheme, amount }) => ({ ...presentLabel(scheme, locale), amount: amount?.toNumber() ?? null })),
    })),
    news: row.news.flatMap(({ newsItem }) => presentSummary(newsItem, locale)),
  };
}

/** One text a field: the reader's language where there is a translation, else the original. */
function presentTexts(row: ProjectRow, locale: Locale): Project["texts"] {
  return projectTextFields.flatMap((field) => {
    const candidates = row.texts.filter((text) => text.field === field);
    const text =
      candidates.find((candidate) => candidate.language === locale) ??
      candidates.find((candidate) => candidate.status === "original");
    return text ? [{ field, text: publicText(text.body, text.language), language: text.language, status: text.status }] : [];
  });
}

/** An organisation with several roles appears once, at its first place. */
function presentOrganisations(row: ProjectRow, locale: Locale): Project["organisations"] {
  const byId = new Map<number, Project["organisations"][number]>();
  for (const { organisation, role } of row.organisations) {
    const known = byId.get(organisation.id);
    if (known) {
      known.roles.push(presentLabel(role, locale));
      continue;
    }
    byId.set(organisation.id, {
      id: organisation.publicId,
      slug: organisation.slug,
      name: presentName(organisation, locale),
      kind: { ...presentLabel(organisation.kind, locale), isAuthority: organisation.kind.isAuthority },
      side: sideOf(organisation.country?.code ?? null),
      country: organisation.country && presentCountry(organisation.country, locale),
      codes: [...organisation.codes, ...inseeCode(organisation.territory)],
      roles: [presentLabel(role, locale)],
      position: presentPosition(organisation),
      website: organisation.website,
    });
  }
  return [...byId.values()];
}

/** The INSEE code of a commune, département or région; an inter-municipal body has a SIREN instead. */
export function inseeCode(territory: { code: string; level: string } | null) {
  if (!territory || territory.level === "epci") return [];
  return [{ scheme: "insee", code: territory.level === "commune" ? territory.code : territory.code.slice(1) }];
}
