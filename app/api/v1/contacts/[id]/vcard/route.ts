import { vcard } from "@/lib/contacts/vcard";
import { answerContact } from "@/lib/http/directory";

/** GET /api/v1/contacts/{id}/vcard?lang=fr|en: an entry of the directory as a card (RFC 6350). */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerContact(
    request,
    (await params).id,
    "vcard",
    (contact, locale) =>
      new Response(vcard(contact, locale), {
        headers: {
          "Content-Type": "text/vcard; charset=utf-8",
          "Content-Disposition": `attachment; filename="${contact.id}.vcf"`,
          "X-Robots-Tag": "noindex",
        },
      }),
  );
}
