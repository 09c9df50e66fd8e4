import { answerProfile } from "@/lib/http/profile";

/** GET /api/v1/organisations/{id}?lang=fr|en: with whom it works, where, on what; its schema is at /api/v1/schema/profile. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerProfile(request, "organisation", (await params).id);
}
