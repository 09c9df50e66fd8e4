import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type Crumb = { label: string; href: string };

/** The way from the home page to this one; the last step is where the reader is. */
export function Breadcrumb({ steps, current }: { steps: readonly Crumb[]; current: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <nav className="breadcrumb" aria-label={t("breadcrumb")}>
      <ol>
        {steps.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
        <li aria-current="page">{current}</li>
      </ol>
    </nav>
  );
}
