import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { type AccountPath, mayRead, type Role } from "@/lib/accounts/permissions";
import { href } from "@/lib/i18n/href";

const pages = {
  "/account": "account",
  "/account/contacts": "contacts",
  "/account/people": "people",
  "/account/log": "log",
  "/account/outbox": "outbox",
} as const satisfies Partial<Record<AccountPath, string>>;
type SpacePath = keyof typeof pages;

type SpaceProps = { path: SpacePath; forRole: Role; title: string; count?: ReactNode; children: ReactNode };

/** A page for those who signed in, with the pages that their role may read. */
export function Space({ path, forRole, title, count, children }: SpaceProps) {
  const locale = useLocale();
  const t = useTranslations("accounts.space");
  const ui = useTranslations("ui");
  const home = { label: ui("home"), href: href(locale, { pathname: "/" }) };
  const own = { label: t("title"), href: href(locale, { pathname: "/account" }) };
  const shown = (Object.keys(pages) as SpacePath[]).filter((each) => mayRead(each, forRole));
  return (
    <>
      <Breadcrumb steps={path === "/account" ? [home] : [home, own]} current={title} />
      <PageHeading title={title}>{count}</PageHeading>
      <nav aria-label={t("menu")} className="no-print space-menu">
        <ul className="chips">
          {shown.map((each) => (
            <li key={each}>
              <a className="chip" href={href(locale, { pathname: each })} aria-current={each === path ? "page" : undefined}>
                {t(pages[each])}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </>
  );
}
