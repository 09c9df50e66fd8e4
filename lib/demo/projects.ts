import { slugify } from "@/lib/core/text";
import { type DemoFundingLine, funding } from "./funding";
import { frenchName } from "./names";
import {
  authorityDepartement,
  type DemoPosition,
  demoOrganisation,
  type OrganisationRef,
  partnerCountry,
  partnerPlaceName,
  poolSizes,
} from "./organisations";
import { Random, weigh } from "./random";
import { type DemoWriting, writing } from "./texts";
import { type Timeline, timeline } from "./timeline";
import type { World, WorldTheme } from "./world";

export type DemoRole = { organisation: OrganisationRef; role: string };
export type DemoPlace = { country: string; name: string; position: DemoPosition | null };
export type DemoProject = Timeline &
  DemoWriting & {
    key: string;
    slugFr: string;
    slugEn: string;
    multilateral: boolean;
    communicationInFrance: boolean | null;
    communicationAbroad: boolean | null;
    evaluation: boolean | null;
    /** Ids of themes, the main one first. */
    themes: number[];
    roles: DemoRole[];
    places: DemoPlace[];
    lines: DemoFundingLine[];
  };

const themeShares = {
  south: weigh([
    ["EAU", 15],
    ["EDU", 15],
    ["SAN", 11],
    ["GOV", 11],
    ["AGR", 11],
    ["ECO", 9],
    ["CUL", 8],
    ["ENV", 7],
    ["URB", 5],
    ["DEC", 4],
    ["HUM", 4],
  ] as const),
  twinned: weigh([
    ["EUR", 44],
    ["CUL", 19],
    ["EDU", 19],
    ["ECO", 7],
    ["ENV", 4],
    ["SAN", 3],
    ["URB", 3],
    ["AGR", 1],
  ] as const),
};

const same = (a: OrganisationRef, b: OrganisationRef) => a.pool === b.pool && a.index === b.index;

/** Two projects of three bring a partner of their own; the third works with an earlier one. */
function mainPartner(index: number, random: Random): number {
  const own = index - Math.floor(index / 3);
  return index % 3 === 2 ? random.between(0, own - 1) : own;
}

/** The power 1.5 gives the oldest ones many projects, as a few large authorities have, without any of them towering. */
const earlier = (drawn: number, newest: number) => Math.floor(drawn * Math.sqrt(drawn) * (newest + 1));

/** One project of three brings an authority; the others go to earlier ones, the oldest of which end up with many. */
function leadAuthority(index: number, random: Random): number {
  const newest = Math.floor(index / 3);
  return index % 3 === 0 ? newest : earlier(random.next(), newest);
}

/** A few projects unite partners of several countries; one in a hundred is a network of many towns. */
function partnersOf(index: number, random: Random): number[] {
  const main = mainPartner(index, random);
  const known = poolSizes(index + 1).partner;
  const roll = random.next();
  const more = roll < 0.01 ? random.between(3, 7) : roll < 0.05 ? random.between(1, 3) : 0;
  const partners = new Set([main]);
  for (let at = 0; at < more; at++) partners.add(random.between(0, known - 1));
  return [...partners];
}

function themesOf(top: string, world: World, random: Random): [WorldTheme, ...WorldTheme[]] {
  const all = [...world.themes.values()].flat();
  const pick = (code: string) => {
    const list = world.themes.get(code);
    return random.pick(list ?? all);
  };
  const themes: [WorldTheme, ...WorldTheme[]] = [pick(top)];
  const more = random.chance(0.45) ? 0 : random.between(1, 3);
  for (let at = 0; at < more; at++) {
    const theme = random.pick(all);
    if (!themes.some((known) => known.id === theme.id)) themes.push(theme);
  }
  return themes;
}

/** Organisations beside the lead authority and the foreign partners, with their roles. */
function supportingRoles(index: number, lead: OrganisationRef, main: OrganisationRef, random: Random): DemoRole[] {
  const roles: DemoRole[] = [];
  const body: OrganisationRef = { pool: "body", index: random.between(0, Math.floor(index / 20)) };
  const other: OrganisationRef = { pool: "authority", index: random.between(0, Math.floor(index / 3)) };
  if (random.chance(0.32)) roles.push({ organisation: random.pick([lead, body, main]), role: "implementing_body" });
  if (random.chance(0.25)) roles.push({ organisation: body, role: "french_partner" });
  if (random.chance(0.2) && !same(other, lead)) roles.push({ organisation: other, role: "french_partner" });
  if (random.chance(0.22)) roles.push({ organisation: main, role: "beneficiary" });
  return roles;
}

function distinctRoles(roles: readonly DemoRole[]): DemoRole[] {
  return roles.filter(
    (entry, at) => roles.findIndex((other) => other.role === entry.role && same(other.organisation, entry.organisation)) === at,
  );
}

const answer = (random: Random) => (random.chance(0.35) ? null : random.chance(0.55));

/** Project number `index`, whole: the same whatever the number of projects that are made. */
export function demoProject(index: number, world: World): DemoProject {
  const random = new Random("project", index);
  const partnerIndexes = partnersOf(index, random);
  const partners = partnerIndexes.map((at): OrganisationRef => ({ pool: "partner", index: at }));
  const [main = { pool: "partner", index: 0 } as const] = partners;
  const lead: OrganisationRef = { pool: "authority", index: leadAuthority(index, random) };
  const country = partnerCountry(main.index, world);
  const top = random.weighted(country.twinningPeak === null ? themeShares.south : themeShares.twinned);
  const themes = themesOf(top, world, random);
  const time = timeline(index, top, country);
  const support = supportingRoles(index, lead, main, random);
  const others = support.filter((entry) => entry.role === "french_partner").map((entry) => entry.organisation);
  const lines = funding(index, top, time, { lead, partner: main, others });
  const departement = authorityDepartement(lead.index, world);
  const written = writing(index, {
    titles: time.form === "twinning" && (top === "EUR" || random.chance(0.4)) ? "TWINNING" : top,
    south: country.twinningPeak === null,
    authority: frenchName(lead.index),
    partner: partnerPlaceName(main.index, world),
    departement: [...new Set([departement.name, departement.region])].join(", "),
    startYear: time.firstYear,
    country: { fr: country.nameFr, en: country.nameEn },
    themeLabel: { fr: themes[0].labelFr, en: themes[0].labelEn },
  });
  const titleIn = (language: string) =>
    written.language === language ? written.title : (written.translatedTitle ?? written.title);
  return {
    ...time,
    ...written,
    key: `demo-${index}`,
    slugFr: slugify(titleIn("fr")),
    slugEn: slugify(titleIn("en")),
    multilateral: partners.length > 3,
    communicationInFrance: answer(random),
    communicationAbroad: answer(random),
    evaluation: answer(random),
    themes: themes.map((theme) => theme.id),
    roles: distinctRoles([
      { organisation: lead, role: "lead_authority" },
      ...partners.map((organisation) => ({ organisation, role: "foreign_partner" })),
      ...support,
      ...lines.map((line) => ({ organisation: line.funder, role: "funder" })),
    ]),
    places: partnerIndexes.map((at) => ({
      country: partnerCountry(at, world).code,
      name: partnerPlaceName(at, world),
      position: demoOrganisation({ pool: "partner", index: at }, world).position,
    })),
    lines,
  };
}
