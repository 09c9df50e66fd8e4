import { useLocale, useTranslations } from "next-intl";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextArea, TextField } from "@/components/ui/form-field";
import { contactTarget, writeTarget } from "@/lib/contacts/address";
import { limits } from "@/lib/core/limits";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { RelayForm } from "@/lib/relay/loaders";
import { type RelayField, type RelayProblem, relayProblems } from "@/lib/relay/schema";

function useProblemTexts(): (problem: RelayProblem) => string {
  const locale = useLocale();
  const t = useTranslations("relay.problem");
  const bounds = {
    maxName: formatNumber(locale, limits.feedbackOrganisationLength),
    maxSubject: formatNumber(locale, limits.relaySubjectLength),
    maxText: formatNumber(locale, limits.feedbackTextLength),
    seconds: limits.feedbackQuickestMs / 1_000,
  };
  return ({ code, length = 0 }) => t(code, { ...bounds, length: formatNumber(locale, length) });
}

type FieldsProps = { values: RelayForm["values"]; errorOf: (field: RelayField) => string | undefined };

function Fields({ values, errorOf }: FieldsProps) {
  const locale = useLocale();
  const t = useTranslations("relay");
  const max = formatNumber(locale, limits.feedbackTextLength);
  return (
    <>
      <TextField name="name" label={t("name.label")} value={values.name} error={errorOf("name")} autoComplete="name" />
      <TextField
        name="email"
        type="email"
        label={t("email.label")}
        hint={t("email.hint")}
        value={values.email}
        error={errorOf("email")}
        autoComplete="email"
        spellCheck={false}
      />
      <TextField name="subject" label={t("subject.label")} value={values.subject} error={errorOf("subject")} autoComplete="off" />
      <TextArea name="text" label={t("text.label")} hint={t("text.hint", { max })} value={values.text} error={errorOf("text")} />
    </>
  );
}

/** The form that writes to an entry of the directory, with what is wrong with it where it was sent before. */
export function RelayView({ form: { contact, open, values, problems } }: { form: RelayForm }) {
  const locale = useLocale();
  const t = useTranslations("relay");
  const demo = useTranslations("project");
  const textOf = useProblemTexts();
  const errors = problems.map((problem) => ({ text: textOf(problem), field: relayProblems[problem.code] ?? undefined }));
  const errorOf = (field: RelayField) => errors.find((error) => error.field === field)?.text;
  const { name } = contact;
  return (
    <div className="prose">
      <ErrorSummary title={t("problem.heading")} errors={errors} />
      <h1>{t("heading")}</h1>
      <p className="lead">
        {contact.demo && `${demo("demo")} `}
        <Link to={contactTarget(contact, locale)}>{name}</Link>
      </p>
      {!open && <p>{t("unavailable")}</p>}
      {open && (
        <>
          <p>{t("intro")}</p>
          {contact.demo && <p className="note">{t("demo")}</p>}
          <form method="post" action={href(locale, writeTarget(contact, locale))} noValidate className="form">
            <input type="hidden" name="token" value={values.token} />
            <Fields values={values} errorOf={errorOf} />
            <div className="trap">
              <label htmlFor="trap">{t("trap")}</label>
              <input id="trap" name="trap" type="text" autoComplete="off" tabIndex={-1} />
            </div>
            <p className="aside">
              {t("consent", { days: limits.relayTextDays })} <Link to={{ pathname: "/personal-data" }}>{t("consentLink")}</Link>
            </p>
            <p>
              <button type="submit">{t("send")}</button>
            </p>
          </form>
        </>
      )}
    </div>
  );
}
