import { useLocale, useTranslations } from "next-intl";
import { Select, TextField } from "@/components/ui/form-field";
import { accountParameters } from "@/lib/accounts/address";
import type { HeldQuery } from "@/lib/accounts/held-contacts";
import type { Account } from "@/lib/accounts/queries";
import { href } from "@/lib/i18n/href";

/** Asks for a part of the people that a viewer may see; a plain form. */
export function HeldContactsForm({ query, countries }: { query: HeldQuery; countries: Account["countries"] }) {
  const locale = useLocale();
  const t = useTranslations("accounts.contacts");
  const options = [{ value: "", label: t("allCountries") }, ...countries.map(({ code, name }) => ({ value: code, label: name }))];
  return (
    <search className="no-print">
      <form method="get" action={href(locale, { pathname: "/account/contacts" })} className="form index-form">
        {countries.length > 1 && (
          <Select name={accountParameters.country[locale]} label={t("country")} value={query.country} options={options} />
        )}
        <TextField name="q" label={t("q")} value={query.q} autoComplete="off" />
        <p>
          <button type="submit">{t("submit")}</button>
        </p>
      </form>
    </search>
  );
}
