import { useTranslations } from "next-intl";
import { limits } from "@/lib/core/limits";

/** Why contacts get letters, and what is kept of them: part of the page about personal data. */
export function VerificationPrivacy() {
  const t = useTranslations("verification.privacy");
  const bounds = { days: limits.verifyPauseDays, linkDays: limits.verifyLinkDays, months: limits.verifyKeptMonths };
  return (
    <>
      <h2>{t("heading")}</h2>
      <p>{t("text", bounds)}</p>
    </>
  );
}
