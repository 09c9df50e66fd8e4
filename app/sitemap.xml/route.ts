import { env } from "@/lib/core/env";
import { answerSitemap } from "@/lib/http/sitemap";
import { indexXml } from "@/lib/sitemap/entry";
import { sitemapParts } from "@/lib/sitemap/parts";

export const dynamic = "force-dynamic";

/** GET /sitemap.xml: names the files that hold the address of every page that search engines may show. */
export function GET(request: Request): Promise<Response> {
  return answerSitemap(request, "index", async () => {
    const parts = await sitemapParts();
    return [indexXml(parts.map((part) => new URL(`/sitemaps/${part}`, env().PUBLIC_URL).href))];
  });
}
