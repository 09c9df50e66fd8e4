import { useLocale, useTranslations } from "next-intl";
import type { Activity } from "@/lib/as-of/activity";
import { asOfQuery } from "@/lib/as-of/params";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";

/** What a page says of a record on a day (ISO). `absent`: there was no such record. */
export type RecordDay = { day: string; state: Activity | "known" | "absent" };

type RecordNoticeProps = {
  on: RecordDay;
  /** Last part of the address of the page. */
  record: string;
  /** Day on which the record was created, ISO. */
  createdOn: string;
};

/** Says of which day a page is, and leads back to the present. */
export function RecordNotice({ on: { day, state }, record, createdOn }: RecordNoticeProps) {
  const locale = useLocale();
  const t = useTranslations("history.day.notice");
  const pathname = "/projects/[record]" as const;
  const ofRecords = state === "known" || state === "absent";
  const other = asOfQuery({ day, view: ofRecords ? "active" : "known" }, locale);
  return (
    <aside className="day-notice" aria-label={t("back")}>
      <p>
        <strong>{t(state, { date: formatDate(locale, day), created: formatDate(locale, createdOn) })}</strong>{" "}
        {!ofRecords && t("below")}
      </p>
      <ul>
        <li>
          <Link to={{ pathname, record }}>{t("back")}</Link>
        </li>
        <li>
          <Link to={{ pathname, record, query: other }} rel="nofollow">
            {t(ofRecords ? "toActive" : "toKnown")}
          </Link>
        </li>
      </ul>
    </aside>
  );
}
