import path from "node:path";

/**
 * Number of the project in the legacy Atlas. The page does not print it: it is taken from the file's name where that is the
 * page's address, as browsers save it (`detailProjet-1234.txt`, `detailProjet.html_criteres.projetId=1234.txt`), else unknown.
 * A number in any other name (a year, a rank) means nothing.
 */
export function legacyIdOf(fileName: string): number | null {
  const found = /(?:detailProjet[-_ ]?|projetId[=\-_ ]|projetId%3D)(\d{1,10})(?!\d)/i.exec(path.basename(fileName))?.[1];
  const id = Number(found);
  // The column is a 32-bit integer.
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647 ? id : null;
}
