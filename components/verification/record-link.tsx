import { useLocale, useTranslations } from "next-intl";
import { reportTarget } from "@/lib/feedback/address";
import { Link } from "@/lib/i18n/navigation";

/** Way to the form about a record, which stays open to everybody when a link has ended. */
export function RecordLink({ id, name }: { id: string; name: string }) {
  const locale = useLocale();
  const t = useTranslations("verification");
  return (
    <p>
      <Link to={reportTarget(locale, id)} rel="nofollow">
        {t("report", { name })}
      </Link>
    </p>
  );
}
