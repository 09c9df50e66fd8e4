import { type Answered, movingHeaders } from "@/lib/accounts/answered";
import { env } from "@/lib/core/env";
import { codeOf, type ErrorCode, errorCodes, retryHeaders } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { errorPage } from "./error-page";

/** Language of whom a provider sends back to an address without one: what the browser says first. */
export function localeOfBrowser(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("lang") ?? request.headers.get("accept-language")?.slice(0, 2);
  return isLocale(asked) ? asked : "fr";
}

function errorAnswer(code: ErrorCode, request: Request): Response {
  const page = errorPage(code, localeOfBrowser(request), env().SITE_NAME, request.headers.get("x-request-id") ?? "");
  return new Response(page, {
    status: errorCodes[code].http,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", ...retryHeaders(code) },
  });
}

/** A step of the way through a provider of identities: on to where it leads, or a page that says why not. */
export async function answerMoving(
  request: Request,
  step: (request: Request, locale: Locale) => Promise<Answered>,
): Promise<Response> {
  try {
    const answered = await step(request, localeOfBrowser(request));
    if ("to" in answered) return new Response(null, { status: 303, headers: movingHeaders(answered) });
    return errorAnswer("code" in answered ? answered.code : "internal", request);
  } catch (error) {
    const code = codeOf(error);
    log().error({ request_id: request.headers.get("x-request-id"), code, error: (error as Error).name }, "signing in failed");
    return errorAnswer(code, request);
  }
}
