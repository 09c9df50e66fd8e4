import { normaliseName } from "@/lib/core/text";

/** A network of towns, one of each country: one multilateral project, not a twinning of each town with each. */
export type Network = { code: string; nameFr: string; nameEn: string; seat: string; members: ReadonlySet<string> };

/**
 * Networks with a French member, and the towns that are in them. Sources: the charters' own lists of members,
 * europeancharter.eu and douzelage.eu.
 */
export const networks: readonly Network[] = [
  network(
    "charter-of-european-rural-communities",
    "Charte des communautés rurales européennes",
    "Charter of European Rural Communities",
    "Cissé",
    "Bienvenida, Bièvre, Bucine, Cashel, Desborough, Esch, Haaren, Hepstedt, Ibănești, Kandava, Tukums, Kannus, Kolindros, Lassee, " +
      "Lefkara, Pano Lefkara, Medzev, Moravče, Næstved, Nadur, Nagycenk, Ockelbo, Põlva, Samuel, Soure, Slivo Pole, " +
      "Starý Poddvorov, Strzyżów, Tisno, Troisvierges, Žagarė, Joniškis",
  ),
  network(
    "douzelage",
    "Douzelage",
    "Douzelage",
    "Granville",
    "Agros, Altea, Asikkala, Bad Kötzting, Bellagio, Bundoran, Chojna, Holstebro, Houffalize, Judenburg, Kőszeg, Marsaskala, " +
      "Meerssen, Niederanven, Oxelösund, Preveza, Rokiškis, Rovinj, Sesimbra, Sherborne, Sigulda, Siret, Škofja Loka, Sušice, " +
      "Tryavna, Türi, Zvolen",
  ),
];

function network(code: string, nameFr: string, nameEn: string, seat: string, members: string): Network {
  return { code, nameFr, nameEn, seat: normaliseName(seat), members: new Set(members.split(", ").map(normaliseName)) };
}

/** The network by which a French town and one abroad are linked, if they are. */
export function networkOf(french: string, partner: string): Network | null {
  const seat = normaliseName(french);
  const member = normaliseName(partner);
  return networks.find((one) => one.seat === seat && one.members.has(member)) ?? null;
}
