import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "./icon";

/** A link out of the portal. An address that is not http(s) stays plain text: records come from outside and may hold scripts. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  const t = useTranslations("ui");
  if (!/^https?:\/\//i.test(href)) return children;
  return (
    <a href={href} rel="external noopener">
      {children} <Icon name="external" />
      <span className="sr-only"> {t("external")}</span>
    </a>
  );
}
