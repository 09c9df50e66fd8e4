import { useLocale, useTranslations } from "next-intl";
import { useFormBounds } from "@/components/feedback/use-form-bounds";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextArea, TextField } from "@/components/ui/form-field";
import { OpenForm } from "@/components/ui/open-form";
import { contactTarget, writeTarget } from "@/lib/contacts/address";
import { limits } from "@/lib/core/limits";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { RelayForm } from "@/lib/relay/loaders";
import { type RelayField, relayProblems } from "@/lib/relay/schema";

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
  const bounds = useFormBounds();
  const errors = problems.map((problem) => ({
    text: t(`problem.${problem.code}`, bounds(problem.length)),
    field: relayProblems[problem.code] ?? undefined,
  }));
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
          <OpenForm
            action={href(locale, writeTarget(contact, locale))}
            token={values.token}
            trap={t("trap")}
            send={t("send")}
            consent={
              <>
                {t("consent", { days: limits.relayTextDays })} <Link to={{ pathname: "/personal-data" }}>{t("consentLink")}</Link>
              </>
            }
          >
            <Fields values={values} errorOf={errorOf} />
          </OpenForm>
        </>
      )}
    </div>
  );
}
