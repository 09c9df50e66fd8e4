import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormBounds } from "@/components/feedback/use-form-bounds";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextArea } from "@/components/ui/form-field";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { verifyTarget } from "@/lib/verification/address";
import type { Verification } from "@/lib/verification/queries";
import {
  type Answer,
  type VerificationField,
  type VerificationProblem,
  type VerificationValues,
  verificationProblems,
} from "@/lib/verification/schema";

type Props = {
  verification: Extract<Verification, { state: "open" }>;
  values: VerificationValues;
  problems: readonly VerificationProblem[];
  /** What the answers are about. */
  children: ReactNode;
};

/** One click, or a text, by plain forms: nothing is changed by opening a link, as programs that look at mail do. */
export function AnswerForms({ verification: { key, person }, values, problems, children }: Props) {
  const locale = useLocale();
  const t = useTranslations("verification");
  const bounds = useFormBounds();
  const errors = problems.map((problem) => ({
    text: t(`problem.${problem.code}`, bounds(problem.length)),
    field: verificationProblems[problem.code] ?? undefined,
  }));
  const errorOf = (field: VerificationField) => errors.find((error) => error.field === field)?.text;
  const action = href(locale, verifyTarget(locale, key));
  const months = { contactMonths: limits.feedbackContactMonths, textMonths: limits.feedbackTextMonths };
  const form = (answer: Answer, fields?: ReactNode) => (
    <form method="post" action={action} noValidate className="form">
      <input type="hidden" name="answer" value={answer} />
      {fields}
      <p>
        <button type="submit">{t(`${answer}.send`)}</button>
      </p>
    </form>
  );
  return (
    <>
      <ErrorSummary title={t("problem.heading")} errors={errors} />
      {children}
      <h2>{t("confirm.title")}</h2>
      <p>{t("confirm.text")}</p>
      {form("confirm")}
      <h2>{t("correct.title")}</h2>
      <p>{t("correct.text", months)}</p>
      {form(
        "correct",
        <TextArea name="correction" label={t("correct.label")} value={values.correction} error={errorOf("correction")} />,
      )}
      <h2>{t("object.title")}</h2>
      <p>{t(person ? "object.person" : "object.entry")}</p>
      {form("object", <TextArea name="reason" label={t("object.label")} value={values.reason} error={errorOf("reason")} />)}
    </>
  );
}
