import type { ErrorCode } from "@/lib/core/errors";
import type { encodeDraft } from "@/lib/http/form-draft";
import { href, type Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";

/** Where somebody goes next (303), and the `Set-Cookie` that they take along. */
export type Moved = { to: string; cookies: readonly string[] };

/** What comes of a request before its page: a way on, an error, the form again, or the page under a status. */
export type Answered =
  | Moved
  | { code: ErrorCode }
  | { draft: Parameters<typeof encodeDraft>[0]; status: 422 | 429 }
  | { status: number };

/** On to a page of the portal. */
export function moveTo(locale: Locale, target: Target, cookies: readonly string[] = []): Moved {
  return { to: href(locale, target), cookies };
}

/** Headers of an answer that moves somebody on. */
export function movingHeaders({ to, cookies }: Moved): [string, string][] {
  return [
    ["Location", to],
    // Nobody but the browser that it is for keeps what has to do with signing in.
    ["Cache-Control", "private, no-store"],
    ...cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]),
  ];
}
