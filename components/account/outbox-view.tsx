import { useLocale, useTranslations } from "next-intl";
import { DataTable, type Row } from "@/components/ui/data-table";
import { limits } from "@/lib/core/limits";
import { formatInstant, formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { StuckMail } from "@/lib/relay/outbox";
import { Space } from "./space";

function RetryButton({ number }: { number: string }) {
  const locale = useLocale();
  const t = useTranslations("accounts.outbox");
  return (
    <form method="post" action={href(locale, { pathname: "/account/outbox" })} className="form row-form">
      <input type="hidden" name="number" value={number} />
      <button type="submit" name="action" value="retry" className="quiet" aria-label={t("retryOf", { number })}>
        {t("retry")}
      </button>
    </form>
  );
}

/** Letters that wait or were refused, without what they say. `more`: there are others. */
export function OutboxView({ mails, more }: { mails: readonly StuckMail[]; more: boolean }) {
  const locale = useLocale();
  const t = useTranslations("accounts.outbox");
  const words = useTranslations("relay.command");
  const rows: Row[] = mails.map(({ number, publicId, kind, state, attempts, lastError, createdAt }) => ({
    key: `${number} ${kind}`,
    header: number,
    cells: [
      { key: "to", content: <Link to={{ pathname: "/contacts/[record]", record: publicId }}>{publicId}</Link> },
      { key: "kind", content: words(`kind.${kind}`) },
      { key: "state", content: words(`state.${state}`, { since: formatInstant(locale, createdAt) }) },
      { key: "attempts", content: [formatNumber(locale, attempts), lastError].filter(Boolean).join(" · ") },
      { key: "retry", content: state === "givenUp" ? <RetryButton number={number} /> : "" },
    ],
  }));
  const column = (key: "number" | "to" | "kind" | "state" | "attempts" | "retry") => ({ key, label: t(key) });
  return (
    <Space path="/account/outbox" forRole="operator" title={t("title")} count={t("intro")}>
      {rows.length === 0 && <p>{t("none")}</p>}
      {rows.length > 0 && (
        <DataTable
          caption={t("caption")}
          columns={[column("number"), column("to"), column("kind"), column("state"), column("attempts"), column("retry")]}
          rows={rows}
          worded
        />
      )}
      {more && <p className="aside">{t("more", { most: limits.outboxRows })}</p>}
    </Space>
  );
}
