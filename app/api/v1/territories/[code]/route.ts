import { answerProfile } from "@/lib/http/profile";

/** GET /api/v1/territories/{code}?lang=fr|en: what its authorities do, where, with whom; its schema is at /api/v1/schema/profile. */
export async function GET(request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  return answerProfile(request, "territory", (await params).code);
}
