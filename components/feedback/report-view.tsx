import { useLocale, useTranslations } from "next-intl";
import { ErrorSummary } from "@/components/ui/error-summary";
import { OpenForm } from "@/components/ui/open-form";
import { limits } from "@/lib/core/limits";
import { reportTarget } from "@/lib/feedback/address";
import type { ReportForm } from "@/lib/feedback/loaders";
import { type FormField, problemCodes } from "@/lib/feedback/schema";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { RecordName } from "./record-name";
import { ContactFields, ReportFields } from "./report-fields";
import { useFormBounds } from "./use-form-bounds";

/** The form about a record, with what is wrong with it where it was sent before. Works without JavaScript. */
export function ReportView({ form, sendsMail }: { form: ReportForm; sendsMail: boolean }) {
  const { record, values, problems } = form;
  const locale = useLocale();
  const t = useTranslations("feedback");
  const bounds = useFormBounds();
  const errors = problems.map((problem) => ({
    text: t(`problem.${problem.code}`, bounds(problem.length)),
    field: problemCodes[problem.code] ?? undefined,
  }));
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
      <OpenForm
        action={href(locale, reportTarget(locale, record.id))}
        token={values.token}
        trap={t("trap")}
        send={t("send")}
        consent={
          <>
            {t("consent", months)} <Link to={{ pathname: "/personal-data" }}>{t("consentLink")}</Link>
          </>
        }
      >
        <ReportFields values={values} errorOf={errorOf} />
        <ContactFields values={values} errorOf={errorOf} sendsMail={sendsMail} />
      </OpenForm>
    </div>
  );
}
