import { useTranslations } from "next-intl";

/** People are counted, never named (domain rule on personal data). */
export function PeopleCounts({ volunteers, partnerContacts }: { volunteers: number; partnerContacts: number }) {
  const t = useTranslations("project.people");
  return (
    <>
      {volunteers > 0 && <p>{t("volunteers", { count: volunteers })}</p>}
      {partnerContacts > 0 && <p>{t("contacts", { count: partnerContacts })}</p>}
    </>
  );
}
