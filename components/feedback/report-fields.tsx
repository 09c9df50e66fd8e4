import { useTranslations } from "next-intl";
import { Radios, Select, TextArea, TextField } from "@/components/ui/form-field";
import { type FormField, type FormValues, feedbackKinds, feedbackParts } from "@/lib/feedback/schema";

type FieldsProps = { values: FormValues; errorOf: (field: FormField) => string | undefined };

/** What is reported. */
export function ReportFields({ values, errorOf }: FieldsProps) {
  const t = useTranslations("feedback");
  const kinds = feedbackKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`), hint: t(`kindHint.${kind}`) }));
  const parts = feedbackParts.map((part) => ({ value: part, label: t(`part.${part}`) }));
  return (
    <>
      <Radios name="kind" label={t("kindLabel")} options={kinds} value={values.kind} error={errorOf("kind")} />
      <Select name="part" label={t("partLabel")} options={[{ value: "", label: t("partNone") }, ...parts]} value={values.part} />
      <TextArea name="text" label={t("text.label")} hint={t("text.hint")} value={values.text} error={errorOf("text")} />
      <TextField
        name="evidence"
        type="url"
        label={t("evidence.label")}
        hint={t("evidence.hint")}
        value={values.evidence}
        error={errorOf("evidence")}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}

/** Who reports: nothing has to be said. */
export function ContactFields({ values, errorOf, sendsMail }: FieldsProps & { sendsMail: boolean }) {
  const t = useTranslations("feedback");
  return (
    <fieldset className="group">
      <legend>{t("contactLegend")}</legend>
      <TextField
        name="organisation"
        label={t("organisation.label")}
        value={values.organisation}
        error={errorOf("organisation")}
        autoComplete="organization"
      />
      <TextField
        name="email"
        type="email"
        label={t("email.label")}
        hint={sendsMail ? t("email.hint") : t("email.hintWithoutMail")}
        value={values.email}
        error={errorOf("email")}
        autoComplete="email"
        spellCheck={false}
      />
    </fieldset>
  );
}
