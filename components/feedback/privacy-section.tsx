import { useTranslations } from "next-intl";
import { limits } from "@/lib/core/limits";

/** What is kept of a report, why, and how long: part of the page about personal data. */
export function PrivacySection() {
  const t = useTranslations("feedback.privacy");
  const months = { contactMonths: limits.feedbackContactMonths, textMonths: limits.feedbackTextMonths };
  return (
    <>
      <h2>{t("heading")}</h2>
      <p>{t("what")}</p>
      <p>{t("why")}</p>
      <p>{t("howLong", months)}</p>
      <p>{t("address")}</p>
    </>
  );
}
