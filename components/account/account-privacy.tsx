import { useTranslations } from "next-intl";
import { limits } from "@/lib/core/limits";

/** What is kept of those who sign in, why, and how long: part of the page about personal data. */
export function AccountPrivacy() {
  const t = useTranslations("accounts.privacy");
  const { auditMonths, accountMonths } = limits;
  return (
    <>
      <h2>{t("heading")}</h2>
      <p>{t("what")}</p>
      <p>{t("why")}</p>
      <p>{t("howLong", { hours: limits.sessionLifeMs / 3_600_000, auditMonths, accountMonths })}</p>
      <p>{t("cookie")}</p>
    </>
  );
}
