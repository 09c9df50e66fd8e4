import { useLocale, useTranslations } from "next-intl";
import { Select, TextField } from "@/components/ui/form-field";
import type { DirectoryQuery } from "@/lib/contacts/directory-query";
import type { Directory } from "@/lib/contacts/queries/directory";
import { href } from "@/lib/i18n/href";

/** Asks for a part of the directory; a plain form. */
export function DirectoryForm({ query, found }: { query: DirectoryQuery; found: Directory }) {
  const locale = useLocale();
  const t = useTranslations("contacts.form");
  const options = (choices: Directory["countries"]) => [
    { value: "", label: t("any") },
    ...choices.map(({ value, name }) => ({ value, label: name })),
  ];
  const lists = { region: found.regions, country: found.countries, territory: found.territories };
  return (
    <search className="no-print">
      <form method="get" action={href(locale, { pathname: "/contacts" })} className="form index-form">
        {query.type !== "post" && <input type="hidden" name="type" value={query.type} />}
        <TextField name="q" label={t(`q.${query.type}`)} value={query.q} />
        {(["region", "country", "territory"] as const).map(
          (name) =>
            lists[name].length > 0 && (
              <Select key={name} name={name} label={t(name)} value={query[name]} options={options(lists[name])} />
            ),
        )}
        <p>
          <button type="submit">{t("submit")}</button>
        </p>
      </form>
    </search>
  );
}
