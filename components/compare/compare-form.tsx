import { useLocale, useTranslations } from "next-intl";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/form-field";
import { Icon } from "@/components/ui/icon";
import { comparisonTarget, nameOf } from "@/lib/compare/address";
import type { Offer, ResolvedComparison } from "@/lib/compare/queries/resolve";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { subjectTarget } from "@/lib/profiles/address";
import type { Subject } from "@/lib/profiles/schema";

/** What is compared, each with a link to its page and one that removes it. */
function Chosen({ subjects }: { subjects: readonly Subject[] }) {
  const locale = useLocale();
  const t = useTranslations("compare");
  return (
    <section aria-label={t("chosen")}>
      <ul className="chips">
        {subjects.map((subject) => (
          <li key={nameOf(subject)} className="chip-group">
            <Link className="chip" to={subjectTarget(subject, locale)}>
              {subject.names[locale]}
            </Link>
            <Link
              className="as-words"
              to={comparisonTarget(subjects.filter((other) => other !== subject))}
              aria-label={t("remove", { name: subject.names[locale] })}
              rel="nofollow"
            >
              <Icon name="remove" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offers({ name, offers, subjects }: { name: string; offers: readonly Offer[]; subjects: readonly Subject[] }) {
  const locale = useLocale();
  const t = useTranslations("compare");
  return (
    <section aria-labelledby="offers" className="compare-offers">
      <h2 id="offers">{t("offers.heading")}</h2>
      <p>{t("offers.text", { name })}</p>
      <ul>
        {offers.map(({ subject, note }) => (
          <li key={nameOf(subject)}>
            <Link to={comparisonTarget([...subjects, subject])} rel="nofollow">
              {subject.names[locale]}
            </Link>{" "}
            <small>
              {t(`kind.${subject.kind}`)} · {note}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Everything that keeps an address from being compared as it is. */
function useWrong({ unknown, tooMany, adding, subjects }: ResolvedComparison) {
  const t = useTranslations("compare");
  const isFull = subjects.length >= limits.comparedSubjects && adding !== null;
  return [
    ...unknown.map((name) => ({ text: t("wrong.unknown", { name }) })),
    ...(tooMany || isFull ? [{ text: t("wrong.tooMany") }] : []),
    ...(adding?.offers.length === 0 ? [{ text: t("offers.none", { name: adding.name }), field: "add" }] : []),
  ];
}

/** What is compared, and a plain form that adds to it by name. */
export function CompareForm({ asked }: { asked: ResolvedComparison }) {
  const locale = useLocale();
  const t = useTranslations("compare");
  const { subjects, adding } = asked;
  const isFull = subjects.length >= limits.comparedSubjects;
  return (
    <>
      <ErrorSummary title={t("wrong.heading")} errors={useWrong(asked)} />
      {subjects.length > 0 && <Chosen subjects={subjects} />}
      {adding !== null && adding.offers.length > 0 && !isFull && (
        <Offers name={adding.name} offers={adding.offers} subjects={subjects} />
      )}
      {!isFull && (
        <form
          method="get"
          action={href(locale, { pathname: "/compare" })}
          className="form index-form"
          aria-label={t("form.heading")}
        >
          {subjects.length > 0 && <input type="hidden" name="subjects" value={subjects.map(nameOf).join(",")} />}
          <TextField
            name="add"
            label={t("form.name")}
            hint={subjects.length === 1 ? t("form.one") : undefined}
            value={adding?.name ?? ""}
          />
          <p>
            <button type="submit">{t("form.submit")}</button>
          </p>
        </form>
      )}
    </>
  );
}
