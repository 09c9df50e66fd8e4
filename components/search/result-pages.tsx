import { useLocale, useTranslations } from "next-intl";
import { Pagination } from "@/components/ui/pagination";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import type { Search } from "@/lib/search/search";

/** Numbers of the pages that can be asked for by number. */
export function numberedPages(total: number): number {
  return Math.min(Math.max(1, Math.ceil(total / limits.pageSize)), limits.maxPage);
}

/** Links to the pages of a search: by number, and beyond the last number by the record that a page follows. */
export function ResultPages({ search: { query, total, before, after } }: { search: Search }) {
  const locale = useLocale();
  const t = useTranslations("projects");
  const pages = numberedPages(total);
  const to = (page: ProjectQuery["page"]) => href(locale, { pathname: "/projects", query: queryOf({ ...query, page }, locale) });
  const page = typeof query.page === "number" ? query.page : null;
  const beyond = {
    previous: before && to({ way: "before", from: before }),
    next: after && (page === null || page === pages) ? to({ way: "after", from: after }) : null,
  };
  return (
    <>
      <Pagination page={page} pages={pages} hrefOf={to} beyond={beyond} />
      {total > pages * limits.pageSize && <p className="aside">{t("depth", { max: limits.maxPage })}</p>}
    </>
  );
}
