import { env } from "@/lib/core/env";
import { robotsText } from "@/lib/sitemap/robots";

export const dynamic = "force-dynamic";

/** GET /robots.txt */
export function GET(): Response {
  return new Response(robotsText(env().PUBLIC_URL), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
