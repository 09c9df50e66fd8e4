import { AtlasError, type ErrorCode, errorCodes, isDatabaseUnavailable } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";

/** Language of an API request: `?lang=`, else French. */
export function localeOfRequest(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("lang");
  return isLocale(asked) ? asked : defaultLocale;
}

/** An error of the API as application/problem+json (RFC 9457). */
export function problem(code: ErrorCode, locale: Locale): Response {
  const t = translator(locale);
  const { http } = errorCodes[code];
  const body = { type: "about:blank", status: http, code, title: t(`errors.${code}.title`), detail: t(`errors.${code}.text`) };
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (http === 503) headers.set("Retry-After", "5");
  return new Response(JSON.stringify(body), { status: http, headers });
}

/** Runs a handler of the API and turns what it throws into a problem. */
export async function answerOrProblem(request: Request, handler: (locale: Locale) => Promise<Response>): Promise<Response> {
  const locale = localeOfRequest(request);
  try {
    return await handler(locale);
  } catch (error) {
    if (error instanceof AtlasError) return problem(error.code, locale);
    const code = isDatabaseUnavailable(error) ? "database_unavailable" : "internal";
    const { name, stack } = error as Error;
    log().error(
      { request_id: request.headers.get("x-request-id"), code, error: name, frames: stack?.split("\n").slice(1, 8) },
      "api failed",
    );
    return problem(code, locale);
  }
}
