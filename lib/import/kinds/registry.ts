import type { ImportKind } from "../source";
import { legacyPages } from "./legacy-page";
import { twinTowns } from "./twin-towns";

/** Every kind of file that can be imported. */
export const importKinds: readonly ImportKind[] = [legacyPages, twinTowns];
