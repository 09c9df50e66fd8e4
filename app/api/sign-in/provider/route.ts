import { beginAtProvider } from "@/lib/accounts/provider-ways";
import { answerMoving } from "@/lib/http/moving";

export const dynamic = "force-dynamic";

/** GET /api/sign-in/provider?lang=fr|en: to the provider of identities. */
export function GET(request: Request): Promise<Response> {
  return answerMoving(request, beginAtProvider);
}
