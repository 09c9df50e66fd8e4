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

/** Pages that are found by a record and not by a number; null: there is none. */
type Beyond = { previous: string | null; next: string | null };

type PaginationProps = {
  /** Null: a page beyond the numbered ones. */
  page: number | null;
  pages: number;
  hrefOf: (page: number) => string;
  /** What lies before and after this page, where it has no number or is the last that has one. */
  beyond?: Beyond;
};

/** Links to the real pages of a list; nothing for a single page. */
export function Pagination({ page, pages, hrefOf, beyond = { previous: null, next: null } }: PaginationProps) {
  const t = useTranslations("ui.pagination");
  const previous = page === null ? beyond.previous : page > 1 ? hrefOf(page - 1) : null;
  const next = page !== null && page < pages ? hrefOf(page + 1) : beyond.next;
  if (pages < 2 && !previous && !next) return null;
  return (
    <nav className="pagination" aria-label={t("label")}>
      <ul>
        {previous && (
          <li>
            <a href={previous} rel="prev">
              {t("previous")}
            </a>
          </li>
        )}
        {visiblePages(page ?? pages, pages).map((each, index, all) => (
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
        {next && (
          <li>
            <a href={next} rel="next">
              {t("next")}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
