import { useLocale, useTranslations } from "next-intl";
import { ErrorSummary } from "@/components/ui/error-summary";
import { limits } from "@/lib/core/limits";
import { reportTarget } from "@/lib/feedback/address";
import type { ReportForm } from "@/lib/feedback/loaders";
import { type FormField, type FormProblem, problemCodes } from "@/lib/feedback/schema";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { RecordName } from "./record-name";
import { ContactFields, ReportFields } from "./report-fields";

function useProblemTexts(): (problem: FormProblem) => string {
  const locale = useLocale();
  const t = useTranslations("feedback");
  const bounds = {
    maxText: formatNumber(locale, limits.feedbackTextLength),
    maxUrl: formatNumber(locale, limits.feedbackUrlLength),
    maxOrganisation: formatNumber(locale, limits.feedbackOrganisationLength),
    seconds: limits.feedbackQuickestMs / 1_000,
  };
  return ({ code, length = 0 }) => t(`problem.${code}`, { ...bounds, length: formatNumber(locale, length) });
}

/** The form about a record, with what is wrong with it where it was sent before. Works without JavaScript. */
export function ReportView({ form, sendsMail }: { form: ReportForm; sendsMail: boolean }) {
  const { record, values, problems } = form;
  const locale = useLocale();
  const t = useTranslations("feedback");
  const textOf = useProblemTexts();
  const errors = problems.map((problem) => ({ text: textOf(problem), field: problemCodes[problem.code] ?? undefined }));
  const errorOf = (field: FormField) => errors.find((error) => error.field === field)?.text;
  const months = { contactMonths: limits.feedbackContactMonths, textMonths: limits.feedbackTextMonths };
  return (
    <div className="prose">
      <ErrorSummary title={t("problem.heading")} errors={errors} />
      <h1>{t("title")}</h1>
      <p className="lead">
        <RecordName record={record} />
      </p>
      <p>{t("intro")}</p>
      <form method="post" action={href(locale, reportTarget(locale, record.id))} noValidate className="form">
        <input type="hidden" name="token" value={values.token} />
        <ReportFields values={values} errorOf={errorOf} />
        <ContactFields values={values} errorOf={errorOf} sendsMail={sendsMail} />
        <div className="trap">
          <label htmlFor="trap">{t("trap")}</label>
          <input id="trap" name="trap" type="text" autoComplete="off" tabIndex={-1} />
        </div>
        <p className="aside">
          {t("consent", months)} <Link to={{ pathname: "/personal-data" }}>{t("consentLink")}</Link>
        </p>
        <p>
          <button type="submit">{t("send")}</button>
        </p>
      </form>
    </div>
  );
}
