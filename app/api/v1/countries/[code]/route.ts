import { answerProfile } from "@/lib/http/profile";

/** GET /api/v1/countries/{code}?lang=fr|en: who works there, on what, since when; its schema is at /api/v1/schema/profile. */
export async function GET(request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  return answerProfile(request, "country", (await params).code);
}
