import { useLocale, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import type { Account } from "@/lib/accounts/queries";
import { limits } from "@/lib/core/limits";
import { formatInstant, formatList } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Space } from "./space";

/** Who is signed in, what they may see, and the way out. */
export function AccountView({ account, until }: { account: Account; until: Date }) {
  const locale = useLocale();
  const t = useTranslations("accounts");
  const { email, role, countries, organisations } = account;
  const session = { until: formatInstant(locale, until), minutes: limits.sessionIdleMs / 60_000 };
  const names = (things: readonly { name: string }[]) =>
    formatList(
      locale,
      things.map(({ name }) => name),
    );
  const facts = [
    { key: "email", term: t("space.email"), value: email },
    { key: "role", term: t("space.role"), value: t(`role.${role}`) },
    ...(countries.length > 0 ? [{ key: "countries", term: t("space.countries"), value: names(countries) }] : []),
    ...(organisations.length > 0 ? [{ key: "organisations", term: t("space.organisations"), value: names(organisations) }] : []),
    { key: "session", term: t("space.session"), value: t("space.sessionText", session) },
  ];
  return (
    <Space path="/account" forRole={role} title={t("space.title")} count={t(`space.access.${role}`)}>
      <div className="space-account">
        <DefinitionList facts={facts} layout="rows" />
        <form method="post" action={href(locale, { pathname: "/account" })} className="form space-leave">
          <button type="submit" name="action" value="leave">
            {t("space.leave")}
          </button>
          <button type="submit" name="action" value="leave_everywhere" className="quiet">
            {t("space.leaveEverywhere")}
          </button>
        </form>
        {role !== "operator" && <p className="aside">{t("space.audit", { months: limits.auditMonths })}</p>}
      </div>
    </Space>
  );
}
