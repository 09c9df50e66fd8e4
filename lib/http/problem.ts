import { AtlasError, codeOf, type ErrorCode, errorCodes, retryHeaders } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { NotUnderstood } from "./parameters";
import { openHeaders } from "./public-headers";
import { type Budget, spend } from "./rate-limit";

/** Language of an API request: `?lang=`, else French. */
export function localeOfRequest(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("lang");
  return isLocale(asked) ? asked : defaultLocale;
}

/** What a problem says beside its code, and how. */
type Details = { detail: string; members: Record<string, unknown> };

function detailsOf(error: unknown, locale: Locale): Details | null {
  if (!(error instanceof NotUnderstood)) return null;
  const t = translator(locale);
  const names = error.parameters.map(({ name }) => name).join(", ");
  const detail = t("limits.parameters", { count: error.parameters.length, names });
  const parameters = error.parameters.map(({ name, reason }) => ({ name, reason, detail: t(`limits.reason.${reason}`) }));
  return { detail, members: { parameters } };
}

/** An error of the API as application/problem+json (RFC 9457). */
function problem(code: ErrorCode, locale: Locale, details: Details | null = null): Response {
  const t = translator(locale);
  const { http } = errorCodes[code];
  const detail = details?.detail ?? t(`errors.${code}.text`);
  const body = { type: "about:blank", status: http, code, title: t(`errors.${code}.title`), detail, ...details?.members };
  const headers = new Headers({
    ...openHeaders(locale),
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...retryHeaders(code),
  });
  return new Response(JSON.stringify(body), { status: http, headers });
}

/** The problem that an error is; one that nobody expected is logged. */
function problemOf(error: unknown, request: Request, locale: Locale): Response {
  if (error instanceof AtlasError) return problem(error.code, locale, detailsOf(error, locale));
  const code = codeOf(error);
  const { name, stack } = error as Error;
  log().error(
    { request_id: request.headers.get("x-request-id"), code, error: name, frames: stack?.split("\n").slice(1, 8) },
    "api failed",
  );
  return problem(code, locale);
}

/**
 * Runs a handler of the API for a client that has requests left, and turns what it throws into a problem. The answer says what
 * the client has left.
 */
export async function answerOrProblem(
  request: Request,
  handler: (locale: Locale) => Promise<Response>,
  budget: Budget = "api",
): Promise<Response> {
  const locale = localeOfRequest(request);
  const { refused, headers } = spend(request, budget);
  const response = refused
    ? problem("too_many_requests", locale)
    : await handler(locale).catch((error: unknown) => problemOf(error, request, locale));
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
