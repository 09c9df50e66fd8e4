import { useLocale, useTranslations } from "next-intl";
import { Select, TextField } from "@/components/ui/form-field";
import { href } from "@/lib/i18n/href";
import type { IndexQuery } from "@/lib/profiles/index-query";
import type { OrganisationIndex } from "@/lib/profiles/queries/organisations";

type OrganisationFormProps = { query: IndexQuery; found: OrganisationIndex };

/** Asks for a part of the index; a plain form. */
export function OrganisationForm({ query, found }: OrganisationFormProps) {
  const locale = useLocale();
  const t = useTranslations("organisations.form");
  const options = (choices: OrganisationIndex["kinds"]) => [
    { value: "", label: t("any") },
    ...choices.map(({ value, name }) => ({ value, label: name })),
  ];
  return (
    <search>
      <form method="get" action={href(locale, { pathname: "/organisations" })} className="form index-form">
        {query.type !== "authority" && <input type="hidden" name="type" value={query.type} />}
        <TextField name="q" label={t("q")} value={query.q} />
        {found.territories.length > 0 && (
          <Select name="territory" label={t("territory")} value={query.territory} options={options(found.territories)} />
        )}
        {found.countries.length > 0 && (
          <Select name="country" label={t("country")} value={query.country} options={options(found.countries)} />
        )}
        <Select name="kind" label={t("kind")} value={query.kind} options={options(found.kinds)} />
        <p>
          <button type="submit">{t("submit")}</button>
        </p>
      </form>
    </search>
  );
}
