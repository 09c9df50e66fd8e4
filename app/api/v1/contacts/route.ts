import { contactListSchema, directoryForPrograms } from "@/lib/contacts/answer";
import { listContacts } from "@/lib/contacts/queries/directory";
import { answerDirectory } from "@/lib/http/directory";

/** GET /api/v1/contacts?type=post|office&q=…&region=…&country=…&territory=…&page=…&lang=fr|en: a page of the directory. */
export function GET(request: Request): Promise<Response> {
  return answerDirectory(request, "json", async (query, locale) => {
    const list = directoryForPrograms(query, await listContacts(query, locale), locale);
    return Response.json(contactListSchema.parse(list), { headers: { "X-Robots-Tag": "noindex" } });
  });
}
