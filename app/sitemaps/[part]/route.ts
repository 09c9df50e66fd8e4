import { AtlasError } from "@/lib/core/errors";
import { answerSitemap } from "@/lib/http/sitemap";
import { sitemapPart } from "@/lib/sitemap/parts";

export const dynamic = "force-dynamic";

/** GET /sitemaps/projects-1.xml: addresses of pages, as /sitemap.xml names the file. */
export async function GET(request: Request, { params }: { params: Promise<{ part: string }> }): Promise<Response> {
  const { part } = await params;
  return answerSitemap(request, part, async () => {
    const found = await sitemapPart(part);
    if (!found) throw new AtlasError("not_found", `no part ${part.slice(0, 40)} of the sitemap`);
    return found;
  });
}
