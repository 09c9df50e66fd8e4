import { endAtProvider } from "@/lib/accounts/provider-ways";
import { answerMoving } from "@/lib/http/moving";

export const dynamic = "force-dynamic";

/** GET /api/sign-in/callback: back from the provider of identities. */
export function GET(request: Request): Promise<Response> {
  return answerMoving(request, endAtProvider);
}
