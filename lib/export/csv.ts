import { today } from "@/lib/core/clock";
import { db } from "@/lib/core/db";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { presentParts } from "@/lib/projects/queries/parts";
import { presentFacts, projectSelect } from "@/lib/projects/queries/project";
import { filterCondition, searched } from "@/lib/search/conditions";
import type { ProjectQuery } from "@/lib/search/params";
import { wordsCondition } from "@/lib/search/words";
import { csvLines } from "./csv-lines";

/** Records read at a time: some megabytes. */
const recordsPerBatch = 200;
type Exported = ReturnType<typeof presentFacts> & ReturnType<typeof presentParts>;
type Organisation = Exported["organisations"][number];

const separator = " | ";

/** "Chartres métropole (200033181)", "Dakar (SN)": as the mapping `atlas-csv` reads it. */
function nameOf({ name, codes, country }: Organisation): string {
  const siren = codes.find(({ scheme }) => scheme === "siren")?.code;
  const code = siren ?? country?.code;
  return code ? `${name} (${code})` : name;
}

const withRole = (role: string) => (project: Exported) =>
  project.organisations
    .filter(({ roles }) => roles.some(({ code }) => code === role))
    .map(nameOf)
    .join(separator);

/** "Région Bretagne; 2019; 5000; EUR; cofunding; water: 1200 + energy": the schemes only where there are some. */
function fundingOf({ funder, year, amount, currency, kind, schemes }: Exported["funding"][number]): string {
  const parts = schemes.map(({ code, amount }) => (amount === null ? code : `${code}: ${amount}`)).join(" + ");
  return [funder.name, year ?? "", amount ?? "", currency, kind, ...(parts ? [parts] : [])].join("; ");
}

const answer = (given: boolean | null) => (given === null ? "" : given ? "oui" : "non");

/** 2018, 03/2018, 31/03/2018: as precise as it is known. */
function dateOf(date: Exported["start"]): string {
  if (!date) return "";
  const [year, month, day] = date.date.split("-");
  if (date.precision === "year") return String(year);
  return date.precision === "month" ? `${month}/${year}` : `${day}/${month}/${year}`;
}

const text = (field: string) => (project: Exported) => project.texts.find((one) => one.field === field)?.text ?? "";

/** The columns that the mapping `atlas-csv` reads, so that another portal can import the file, and where a record is from. */
export const columns: Readonly<Record<string, (project: Exported) => string>> = {
  id: ({ id }) => id,
  legacy_id: ({ legacyId }) => String(legacyId ?? ""),
  titre: ({ title }) => title.text,
  langue: ({ title }) => title.language,
  forme: ({ form }) => form?.code ?? "",
  etat: ({ declaredStatus }) => declaredStatus?.code ?? "",
  annee_convention: ({ signedYear }) => String(signedYear ?? ""),
  debut: ({ start }) => dateOf(start),
  fin: ({ end }) => dateOf(end),
  derniere_confirmation: ({ lastConfirmedOn }) => lastConfirmedOn?.split("-").reverse().join("/") ?? "",
  maitres_d_ouvrage: withRole("lead_authority"),
  maitres_d_oeuvre: withRole("implementing_body"),
  partenaires_francais: withRole("french_partner"),
  partenaires_etrangers: withRole("foreign_partner"),
  organismes_beneficiaires: withRole("beneficiary"),
  pays: ({ places }) => [...new Set(places.map(({ country }) => country.code))].join(separator),
  thematiques: ({ themes }) => themes.flatMap(({ path }) => path.at(-1)?.code ?? []).join(separator),
  financement: ({ funding }) => funding.map(fundingOf).join(separator),
  triennal: ({ threeYearFunding }) => answer(threeYearFunding),
  communication_en_france: ({ communicationInFrance }) => answer(communicationInFrance),
  communication_a_l_etranger: ({ communicationAbroad }) => answer(communicationAbroad),
  evaluation: ({ evaluation }) => answer(evaluation),
  multilateral: ({ multilateral }) => answer(multilateral),
  contexte: text("context"),
  historique: text("background"),
  objectifs: text("objectives"),
  description: text("description"),
  beneficiaires: text("beneficiaries"),
  adresse_source: ({ sourceUrl }) => sourceUrl ?? "",
  origine: ({ origin }) => origin,
  mise_a_jour: ({ updatedOn }) => updatedOn,
};

/**
 * Every project of a query as CSV (UTF-8 with a byte order mark), in pieces: memory does not grow with the number. Which they are
 * is read first, so that a search that fails does so before a file begins. Records that go while it is read are left out.
 */
export async function projectsCsv(query: ProjectQuery, words: string | null, locale: Locale): Promise<AsyncGenerator<string>> {
  const ids = await db().$queryRaw<{ id: number }[]>`
    SELECT p.id FROM ${searched} WHERE ${wordsCondition(words)} AND ${filterCondition(query)} ORDER BY p.id`;
  return piecesOf(ids, locale);
}

async function* piecesOf(ids: readonly { id: number }[], locale: Locale): AsyncGenerator<string> {
  yield `\uFEFF${csvLines([Object.keys(columns)])}`;
  const day = today();
  for (let from = 0; from < ids.length; from += recordsPerBatch) {
    const rows = await db().project.findMany({
      where: { id: { in: ids.slice(from, from + recordsPerBatch).map(({ id }) => id) } },
      select: projectSelect,
      orderBy: { id: "asc" },
    });
    const projects = rows.map((row) => {
      // Title and texts as they were written, whatever the language of the names around them.
      const own = isLocale(row.language) ? row.language : locale;
      const [{ title }, { texts }] = [presentFacts(row, own, day), presentParts(row, own)];
      return { ...presentFacts(row, locale, day), ...presentParts(row, locale), title, texts };
    });
    yield csvLines(projects.map((project) => Object.values(columns).map((cell) => cell(project))));
  }
}
