import { answerProfile } from "@/lib/http/profile";

/** GET /api/v1/schemes/{code}?lang=fr|en: who uses the 1 % scheme, where, since when; its schema is at /api/v1/schema/profile. */
export async function GET(request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  return answerProfile(request, "scheme", (await params).code);
}
