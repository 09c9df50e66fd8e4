import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { objectionTarget, reportTarget } from "@/lib/feedback/address";
import { Link } from "@/lib/i18n/navigation";

/** Way from a record to the form about it. */
export function ReportLink({ id }: { id: string }) {
  const locale = useLocale();
  const t = useTranslations("feedback");
  return (
    <Link to={reportTarget(locale, id)} rel="nofollow">
      <Icon name="report" /> {t("link")}
    </Link>
  );
}

/** Way to the same form for who objects to data about them. */
export function ObjectionLink({ id }: { id: string }) {
  const locale = useLocale();
  const t = useTranslations("feedback");
  return (
    <Link to={objectionTarget(locale, id)} rel="nofollow">
      {t("objection")}
    </Link>
  );
}
