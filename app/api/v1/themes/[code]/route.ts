import { answerProfile } from "@/lib/http/profile";

/** GET /api/v1/themes/{code}?lang=fr|en: who works on it, where, since when; its schema is at /api/v1/schema/profile. */
export async function GET(request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  return answerProfile(request, "theme", (await params).code.replaceAll(".", "_"));
}
