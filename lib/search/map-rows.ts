import type { Coordinates } from "@/lib/map/atlas";
import type { ProjectQuery } from "./params";

/** A value of a filter on the map and in its table: `query`, the search with it alone in place of what is chosen there. */
export type MapRow = {
  key: string;
  name: string;
  /** Projects that `query` finds. */
  projects: number;
  position: Coordinates | null;
  query: ProjectQuery;
  chosen: boolean;
};

/** Rows, most projects first, and the projects in all, each counted once. */
export type MapSide = {
  rows: readonly MapRow[];
  total: number;
  /** True where they are of more than the search finds, since its own choice on this side is left aside. */
  widened: boolean;
};
