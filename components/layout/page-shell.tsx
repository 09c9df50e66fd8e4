import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { today } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { href } from "@/lib/i18n/href";
import { absoluteHref, type Targets } from "@/lib/i18n/metadata";
import { DemoBanner } from "./demo-banner";
import { PrintFoot } from "./print-foot";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { SkipLinks } from "./skip-links";

type PageShellProps = {
  /** The page in each language, for the link to the other one. */
  targets: Targets;
  /** Made-up records are on the page. */
  demo?: boolean;
  children: ReactNode;
};

/** What surrounds the content of every page. */
export function PageShell({ targets, demo = false, children }: PageShellProps) {
  const locale = useLocale();
  const other = locale === "fr" ? "en" : "fr";
  const { SITE_NAME, ACCESSIBILITY_STATUS, OFFICIAL_SITE, SOURCE_CODE_URL } = env();
  return (
    <>
      <SkipLinks />
      <SiteHeader name={SITE_NAME} current={targets[locale].pathname} otherLanguageHref={href(other, targets[other])} />
      {demo && <DemoBanner />}
      <main id="content" className="sheet page-main" tabIndex={-1}>
        {children}
      </main>
      <PrintFoot address={absoluteHref(locale, targets[locale])} date={today()} />
      <SiteFooter accessibility={ACCESSIBILITY_STATUS} official={OFFICIAL_SITE === "yes"} sourceCodeHref={SOURCE_CODE_URL} />
    </>
  );
}
