import { useLocale, useTranslations } from "next-intl";
import { DataTable, type Row } from "@/components/ui/data-table";
import { Select, TextField } from "@/components/ui/form-field";
import { Pagination } from "@/components/ui/pagination";
import { type AuditLine, type AuditQuery, auditParams } from "@/lib/accounts/audit";
import { accountPaths } from "@/lib/accounts/permissions";
import type { Account } from "@/lib/accounts/queries";
import { limits } from "@/lib/core/limits";
import { formatInstant } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Space } from "./space";

type LogViewProps = { query: AuditQuery; people: readonly Account[]; found: { total: number; lines: readonly AuditLine[] } };

function LogForm({ query, people }: Pick<LogViewProps, "query" | "people">) {
  const locale = useLocale();
  const t = useTranslations("accounts.log");
  const options = [{ value: "", label: t("anybody") }, ...people.map(({ id, email }) => ({ value: String(id), label: email }))];
  return (
    <search className="no-print">
      <form method="get" action={href(locale, { pathname: "/account/log" })} className="form index-form">
        <Select name="person" label={t("person")} value={String(query.person ?? "")} options={options} />
        <TextField name="contact" label={t("contact")} value={String(query.contact ?? "")} autoComplete="off" />
        <TextField name="from" type="date" label={t("from")} value={query.from} />
        <TextField name="to" type="date" label={t("to")} value={query.to} />
        <p>
          <button type="submit">{t("submit")}</button>
        </p>
      </form>
    </search>
  );
}

function useWhat(): (line: AuditLine) => string {
  const t = useTranslations("accounts");
  const functions = useTranslations("common.contactFunction");
  return ({ kind, contactId, contactOf, contactFunction, subject, access }) => {
    const [role = "", ...scope] = (access ?? "").split(" ");
    const told = access === null ? t("log.again") : [t(`role.${role as "operator"}`), ...scope].join(" ");
    return t(`log.kind.${kind}`, {
      contact: String(contactId ?? ""),
      function: contactFunction === null ? "" : functions(contactFunction as "other"),
      of: contactOf ?? "",
      subject: subject ?? "",
      access: told,
    });
  };
}

function LogTable({ lines }: { lines: readonly AuditLine[] }) {
  const locale = useLocale();
  const t = useTranslations("accounts.log");
  const what = useWhat();
  const pageOf = (page: string | null) => {
    const known = accountPaths.find((path) => path === page);
    return known ? href(locale, { pathname: known }) : (page ?? "");
  };
  const rows: Row[] = lines.map((line) => ({
    key: line.id,
    header: (
      <>
        {line.person ?? t("command")}
        <small className="under">{formatInstant(locale, line.at)}</small>
      </>
    ),
    cells: [
      { key: "what", content: what(line) },
      { key: "where", content: pageOf(line.page) },
    ],
  }));
  const column = (key: "who" | "what" | "where") => ({ key, label: t(key) });
  return <DataTable caption={t("caption")} columns={[column("who"), column("what"), column("where")]} rows={rows} worded />;
}

/** The audit log, page by page, by person, contact and day. */
export function LogView({ query, people, found: { total, lines } }: LogViewProps) {
  const locale = useLocale();
  const t = useTranslations("accounts.log");
  const pages = Math.min(Math.ceil(total / limits.auditRows), limits.maxPage);
  const count = `${t("total", { count: total })}${pages > 1 ? ` · ${t("page", { page: query.page, pages })}` : ""}`;
  return (
    <Space path="/account/log" forRole="operator" title={t("title")} count={count}>
      <p className="space-intro">{t("intro", { months: limits.auditMonths })}</p>
      <LogForm query={query} people={people} />
      <div className="space-list">{lines.length === 0 ? <p>{t("none")}</p> : <LogTable lines={lines} />}</div>
      <Pagination
        page={query.page}
        pages={pages}
        hrefOf={(page) => href(locale, { pathname: "/account/log", query: auditParams({ ...query, page }) })}
      />
    </Space>
  );
}
