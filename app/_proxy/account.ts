import { type NextRequest, NextResponse } from "next/server";
import { answerAccount } from "@/lib/accounts/answer";
import { movingHeaders } from "@/lib/accounts/answered";
import type { AccountPath } from "@/lib/accounts/permissions";
import { codeOf } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { answerError, localise, withStatus } from "./answers";
import { showAgain } from "./forms";

/** The pages to sign in, and what is behind them. */
export async function decideAccount(request: NextRequest, locale: Locale, path: AccountPath): Promise<NextResponse> {
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
