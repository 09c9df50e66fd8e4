import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { answerAccount } from "@/lib/accounts/answer";
import { movingHeaders } from "@/lib/accounts/answered";
import type { AccountPath } from "@/lib/accounts/permissions";
import { codeOf } from "@/lib/core/errors";
import { policyOfOneAnswer } from "@/lib/core/security-headers";
import type { Locale } from "@/lib/i18n/locales";
import { answerError, localise, withStatus } from "./answers";
import { showAgain } from "./forms";

const policyHeader = "Content-Security-Policy";

/** The pages to sign in, and what is behind them. Nobody keeps them, so that their policy can name the scripts of each answer. */
export async function decideAccount(request: NextRequest, locale: Locale, path: AccountPath): Promise<NextResponse> {
  const policy = policyOfOneAnswer(randomBytes(16).toString("base64"));
  // Next reads there which nonce its own scripts are to carry.
  request.headers.set(policyHeader, policy);
  const page = await decide(request, locale, path);
  page.headers.set(policyHeader, policy);
  return page;
}

async function decide(request: NextRequest, locale: Locale, path: AccountPath): Promise<NextResponse> {
  try {
    const answered = await answerAccount(request, locale, path);
    if ("to" in answered) {
      const to = new URL(answered.to, request.url).href;
      return new NextResponse(null, { status: 303, headers: movingHeaders({ ...answered, to }) });
    }
    if ("code" in answered) return answerError(answered.code, request);
    if ("draft" in answered) return showAgain(request, answered);
    return answered.status === 200 ? localise(request) : withStatus(request, answered.status);
  } catch (error) {
    const code = codeOf(error);
    if (code !== "internal") return answerError(code, request);
    throw error;
  }
}
