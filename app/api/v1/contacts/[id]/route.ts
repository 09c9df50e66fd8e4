import { contactAnswerSchema, contactForPrograms } from "@/lib/contacts/answer";
import { answerContact } from "@/lib/http/directory";

/** GET /api/v1/contacts/{id}?lang=fr|en: an entry of the directory; its schema is at /api/v1/schema/contact. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerContact(request, (await params).id, "json", (contact, locale) =>
    Response.json(contactAnswerSchema.parse(contactForPrograms(contact, locale)), {
      headers: contact.demo ? { "X-Robots-Tag": "noindex" } : {},
    }),
  );
}
