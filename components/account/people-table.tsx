import { useLocale, useTranslations } from "next-intl";
import { DataTable, type Row } from "@/components/ui/data-table";
import type { AccountAction } from "@/lib/accounts/permissions";
import type { Account } from "@/lib/accounts/queries";
import { isoDayInFrance } from "@/lib/core/dates";
import { formatDate } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";

type ActionButtonProps = { id: number; action: AccountAction; text: string; label: string };

function ActionButton({ id, action, text, label }: ActionButtonProps) {
  const locale = useLocale();
  return (
    <form method="post" action={href(locale, { pathname: "/account/people" })} className="form row-form">
      <input type="hidden" name="id" value={id} />
      <button type="submit" name="action" value={action} aria-label={label} className="quiet">
        {text}
      </button>
    </form>
  );
}

function Actions({ account: { id, email, revokedAt, lastSignInAt }, own }: { account: Account; own: boolean }) {
  const t = useTranslations("accounts.people");
  return (
    <div className="row-actions">
      {revokedAt === null && lastSignInAt === null && (
        <ActionButton id={id} action="invite_again" text={t("inviteAgain")} label={t("inviteAgainOf", { email })} />
      )}
      {revokedAt === null && !own && <ActionButton id={id} action="revoke" text={t("revoke")} label={t("revokeOf", { email })} />}
      <Link to={{ pathname: "/account/log", query: { person: id } }} aria-label={t("logOf", { email })}>
        {t("log")}
      </Link>
    </div>
  );
}

function useStateText(): (account: Account) => string {
  const locale = useLocale();
  const t = useTranslations("accounts.people");
  const day = (instant: Date) => ({ date: formatDate(locale, isoDayInFrance(instant)) });
  return ({ revokedAt, lastSignInAt, invitedAt }) => {
    if (revokedAt) return t("revoked", day(revokedAt));
    return lastSignInAt ? t("seen", day(lastSignInAt)) : t("invited", day(invitedAt));
  };
}

/** Everybody who was invited, with what an operator may do about each. */
export function PeopleTable({ people, ownId }: { people: readonly Account[]; ownId: number }) {
  const t = useTranslations("accounts");
  const stateOf = useStateText();
  const rows: Row[] = people.map((account) => {
    const { id, email, role, countries, organisations, revokedAt } = account;
    const access = [...countries, ...organisations].map(({ name }) => name).join(", ");
    return {
      key: String(id),
      header: id === ownId ? `${email} (${t("people.you")})` : email,
      cells: [
        { key: "role", content: t(`role.${role}`), soft: revokedAt !== null },
        { key: "access", content: access || t("people.nothing"), soft: revokedAt !== null },
        { key: "state", content: stateOf(account), soft: revokedAt !== null },
        { key: "actions", content: <Actions account={account} own={id === ownId} /> },
      ],
    };
  });
  const column = (key: "email" | "role" | "access" | "state" | "actions") => ({ key, label: t(`people.${key}`) });
  return (
    <DataTable
      caption={t("people.caption")}
      columns={[column("email"), column("role"), column("access"), column("state"), column("actions")]}
      rows={rows}
      worded
    />
  );
}
