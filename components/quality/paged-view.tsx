import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";

type PagedViewProps = {
  pathname: "/quality/authorities" | "/quality/imports";
  title: string;
  intro: string;
  page: number;
  /** Rows in all. */
  total: number;
  children: ReactNode;
};

/** A whole table of the data quality page, page by page. */
export function PagedView({ pathname, title, intro, page, total, children }: PagedViewProps) {
  const locale = useLocale();
  const t = useTranslations("quality.page");
  const ui = useTranslations("ui");
  const pages = Math.min(Math.ceil(total / limits.qualityRows), limits.maxPage);
  return (
    <>
      <Breadcrumb
        steps={[
          { label: ui("home"), href: href(locale, { pathname: "/" }) },
          { label: t("title"), href: href(locale, { pathname: "/quality" }) },
        ]}
        current={title}
      />
      <PageHeading title={title}>
        {intro}
        {pages > 1 && ` ${t("imports.page", { page, pages })}`}
      </PageHeading>
      {children}
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(each) => href(locale, { pathname, query: { page: each > 1 ? each : undefined } })}
      />
    </>
  );
}
