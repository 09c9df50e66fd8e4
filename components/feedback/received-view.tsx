import { useTranslations } from "next-intl";
import type { Receipt, ReportedRecord } from "@/lib/feedback/queries";
import { RecordName } from "./record-name";

/** Confirms a report: its number, and what happens next. Nothing that the visitor wrote. */
export function ReceivedView({ receipt, record }: { receipt: Receipt; record: ReportedRecord | null }) {
  const t = useTranslations("feedback.received");
  return (
    <article className="prose">
      <h1>{t("title")}</h1>
      <p className="receipt-number">
        {t("number")} <strong>{receipt.number}</strong>
      </p>
      <p>{t("keep")}</p>
      {receipt.acknowledged && <p>{t("acknowledged")}</p>}
      <p>{t("next")}</p>
      {record && (
        <p>
          {t("record")} <RecordName record={record} />
        </p>
      )}
    </article>
  );
}
