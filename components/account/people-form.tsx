import { useLocale, useTranslations } from "next-intl";
import { Radios, Select, TextField } from "@/components/ui/form-field";
import { roles } from "@/lib/accounts/permissions";
import type { InvitationField, InvitationValues } from "@/lib/accounts/schema";
import { href } from "@/lib/i18n/href";
import { locales } from "@/lib/i18n/locales";

type PeopleFormProps = { values: InvitationValues; errorOf: (field: InvitationField) => string | undefined };

/** Invites somebody; a plain form. */
export function PeopleForm({ values, errorOf }: PeopleFormProps) {
  const locale = useLocale();
  const t = useTranslations("accounts");
  const field = (name: InvitationField) => ({ name, value: values[name], error: errorOf(name) });
  return (
    <form method="post" action={href(locale, { pathname: "/account/people" })} noValidate className="form">
      <TextField {...field("email")} type="email" label={t("people.form.email")} autoComplete="off" spellCheck={false} />
      <Radios
        {...field("role")}
        label={t("people.form.role")}
        options={roles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`people.form.can.${role}`) }))}
      />
      <TextField
        {...field("countries")}
        label={t("people.form.countries")}
        hint={t("people.form.countriesHint")}
        autoComplete="off"
      />
      <TextField
        {...field("organisations")}
        label={t("people.form.organisations")}
        hint={t("people.form.organisationsHint")}
        autoComplete="off"
      />
      <Select
        {...field("language")}
        label={t("people.form.language")}
        options={locales.map((each) => ({ value: each, label: t(`people.language.${each}`) }))}
      />
      <p>
        <button type="submit" name="action" value="invite">
          {t("people.form.send")}
        </button>
      </p>
    </form>
  );
}
