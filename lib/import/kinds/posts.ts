import { importPosts } from "../posts/import";
import type { DirectKind } from "../source";

/** Lists of French diplomatic posts. */
export const posts: DirectKind = { code: "posts", apply: importPosts };
