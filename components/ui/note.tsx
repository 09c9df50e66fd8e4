import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** Neutral remark on what a record says. */
export function Note({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <p className="note">
      <span className="sr-only">{t("note")} </span>
      {children}
    </p>
  );
}
