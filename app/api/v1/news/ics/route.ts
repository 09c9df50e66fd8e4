import { newsCalendar } from "@/lib/export/news-calendar";
import { answerNews } from "@/lib/http/news";

/** GET /api/v1/news/ics?month=&country=&organisation=&lang=fr|en: days of news and of agreements that expire, as iCalendar. */
export function GET(request: Request): Promise<Response> {
  return answerNews(request, "ics", async (query, locale) => {
    const headers = {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `inline; filename="${locale === "fr" ? "actualites" : "news"}.ics"`,
      "X-Robots-Tag": "noindex",
    };
    return new Response(await newsCalendar(query, locale), { headers });
  });
}
