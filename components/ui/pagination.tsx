import { useTranslations } from "next-intl";

export type PageLink = { page: number; href: string };

/** Pages shown around the current one: first, last and two neighbours; null stands for pages left out. */
export function visiblePages(page: number, pages: number): (number | null)[] {
  const wanted = [1, page - 2, page - 1, page, page + 1, page + 2, pages].filter((each) => each >= 1 && each <= pages);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((each, index) => {
    const before = sorted[index - 1];
    return before !== undefined && each - before > 1 ? [null, each] : [each];
  });
}

type PaginationProps = { page: number; pages: number; hrefOf: (page: number) => string };

/** Links to the real pages of a list; nothing for a single page. */
export function Pagination({ page, pages, hrefOf }: PaginationProps) {
  const t = useTranslations("ui.pagination");
  if (pages < 2) return null;
  return (
    <nav className="pagination" aria-label={t("label")}>
      <ul>
        {page > 1 && (
          <li>
            <a href={hrefOf(page - 1)} rel="prev">
              {t("previous")}
            </a>
          </li>
        )}
        {visiblePages(page, pages).map((each, index, all) => (
          <li key={each ?? `gap-after-${all[index - 1]}`}>
            {each === null ? (
              <span className="page" aria-hidden="true">
                …
              </span>
            ) : (
              <a
                href={hrefOf(each)}
                aria-label={t(each === page ? "current" : "page", { page: String(each) })}
                aria-current={each === page ? "page" : undefined}
              >
                {each}
              </a>
            )}
          </li>
        ))}
        {page < pages && (
          <li>
            <a href={hrefOf(page + 1)} rel="next">
              {t("next")}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
