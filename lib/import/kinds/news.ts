import { importNews, type NewsOptions } from "../news/import";
import type { DirectKind } from "../source";

/** News: a text, or an Atom or RSS feed. */
export function newsReleases(options: NewsOptions): DirectKind {
  return { code: "news", apply: (client, file, context) => importNews(client, file, context, options) };
}
