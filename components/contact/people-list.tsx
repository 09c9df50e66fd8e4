import { useLocale, useTranslations } from "next-intl";
import type { Contact } from "@/lib/contacts/schema";
import { formatDate } from "@/lib/i18n/format";

/** Who can be written to, by function; a name only where it may be published. */
export function PeopleList({ people }: { people: Contact["people"] }) {
  const locale = useLocale();
  const t = useTranslations("contacts");
  const posts = useTranslations("project.posts");
  if (people.length === 0) return <p className="unstated">{t("people.none")}</p>;
  // Two people of one function without names look alike.
  const seen = new Map<string, number>();
  return (
    <ul>
      {people.map(({ function: { code, label }, name, verifiedOn }) => {
        const key = `${code} ${label} ${name} ${verifiedOn}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        return (
          <li className="contact" key={`${key} ${seen.get(key)}`}>
            <p>{label}</p>
            <p className="detail">
              {name ?? t("nameNotPublished")},{" "}
              {verifiedOn ? posts("verified", { date: formatDate(locale, verifiedOn) }) : posts("notVerified")}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
