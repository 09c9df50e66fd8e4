import type { DirectKind } from "../source";
import { importTerritories } from "../territories/import";

/** Centroids, identifiers and outlines of French territories. */
export const territories: DirectKind = { code: "territories", apply: importTerritories };
