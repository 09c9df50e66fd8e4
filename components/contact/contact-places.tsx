import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import type { Contact } from "@/lib/contacts/schema";
import { Link } from "@/lib/i18n/navigation";
import { countryTarget, organisationTarget, territoryTarget } from "@/lib/profiles/address";

/** What a post is competent for, or an office serves; each a link to its page. */
export function ContactPlaces({ contact }: { contact: Contact }) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  const { type, kind, covers, serves, organisation } = contact;
  if (kind.code === "national_network") return t("wholeFrance");
  if (organisation) return <Link to={organisationTarget(organisation)}>{organisation.name}</Link>;
  const places =
    type === "post"
      ? covers.map(({ country, subdivision, place }) => {
          const part = place ?? subdivision;
          const text = part === null ? country.name : t("covers.part", { country: country.name, part });
          return { key: `${country.code} ${part}`, text, target: countryTarget(country) };
        })
      : serves.map(({ code, name, slug }) => ({ key: code, text: name, target: territoryTarget({ code, slug }) }));
  if (places.length === 0) return <span className="unstated">{t("anywhere")}</span>;
  return places.map(({ key, text, target }, index) => (
    <Fragment key={key}>
      {index > 0 && (locale === "fr" ? "\u00a0; " : "; ")}
      <Link to={target}>{text}</Link>
    </Fragment>
  ));
}
