import { useTranslations } from "next-intl";
import { limits } from "@/lib/core/limits";

/** What is kept of a message that is passed on, why, and how long: part of the page about personal data. */
export function RelayPrivacy() {
  const t = useTranslations("relay.privacy");
  return (
    <>
      <h2>{t("heading")}</h2>
      <p>{t("what")}</p>
      <p>{t("why")}</p>
      <p>{t("howLong", { days: limits.relayTextDays, stuckDays: limits.relayStuckDays })}</p>
      <p>{t("address")}</p>
    </>
  );
}
