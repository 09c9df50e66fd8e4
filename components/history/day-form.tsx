import { useLocale, useTranslations } from "next-intl";
import { Radios, TextField } from "@/components/ui/form-field";
import { type AsOf, asOfWords } from "@/lib/as-of/params";
import { today } from "@/lib/core/clock";
import { limits } from "@/lib/core/limits";

type DayFormProps = {
  /** Address that the form leads to, and what it asks for besides the day. */
  action: string;
  kept: Readonly<Record<string, string>>;
  asOf: AsOf | null;
  of: "list" | "record";
};

/** Asks for a day and what to show of it; a plain form. */
export function DayForm({ action, kept, asOf, of }: DayFormProps) {
  const t = useTranslations("history.day");
  const { day, view, views } = asOfWords[useLocale()];
  const option = (name: "active" | "known") => ({
    value: views[name],
    label: t(`choice.${of}.${name}`),
    hint: t(`choice.${of}.${name}Hint`),
  });
  return (
    <form method="get" action={action} className="form day-form">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField name={day} type="date" label={t("date")} value={asOf?.day ?? ""} min={limits.firstDay} max={today()} required />
      <Radios
        name={view}
        label={t("show")}
        options={[option("active"), option("known")]}
        value={views[asOf?.view === "known" ? "known" : "active"]}
      />
      <p>
        <button type="submit">{t("submit")}</button>
      </p>
    </form>
  );
}
