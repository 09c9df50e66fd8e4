import { useLocale, useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { formatDate } from "@/lib/i18n/format";
import type { ComputedStatus, Project } from "@/lib/projects/schema";

const tones: Record<ComputedStatus, Tone> = {
  planned: "neutral",
  ongoing: "positive",
  end_date_passed: "warning",
  closed: "neutral",
  cancelled: "danger",
  suspended: "warning",
  not_stated: "neutral",
};

/** Status that the dates give. */
export function StatusBadge({ status }: { status: ComputedStatus }) {
  const t = useTranslations("project.status");
  return <Badge tone={tones[status]}>{t(`computed.${status}`)}</Badge>;
}

/** The computed status beside what was declared, the end date and the last confirmation: three different things. */
export function StatusLine({ project }: { project: Project }) {
  const locale = useLocale();
  const t = useTranslations("project.status");
  const { declaredStatus, computedStatus, end, lastConfirmedOn } = project;
  const first = declaredStatus ? t("declared", { status: declaredStatus.label }) : t("notDeclared");
  const third = lastConfirmedOn ? t("confirmed", { date: formatDate(locale, lastConfirmedOn) }) : t("neverConfirmed");
  const date = end && formatDate(locale, end.date, end.precision);
  const second = date && t(computedStatus === "end_date_passed" ? "endPassed" : "end", { date });
  return (
    <p className="status-line">
      <span className="sr-only">{t("label")} </span>
      <StatusBadge status={computedStatus} />
      <span className="told">{second ? t("three", { first, second, third }) : t("two", { first, second: third })}</span>
    </p>
  );
}
