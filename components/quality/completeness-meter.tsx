import { useLocale, useTranslations } from "next-intl";
import { ShareBar } from "@/components/ui/share-bar";
import { formatList } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { Project } from "@/lib/projects/schema";
import { factCodes, missingFacts } from "@/lib/quality/facts";

/** How many of the facts that matter a record states, and which it does not. */
export function CompletenessMeter({ project }: { project: Project }) {
  const locale = useLocale();
  const t = useTranslations("quality");
  const missing = missingFacts(project);
  const stated = factCodes.length - missing.length;
  const names = missing.map((fact) => t(`fact.${fact}`)).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  return (
    <section className="completeness" aria-labelledby="completeness-title">
      <h3 id="completeness-title">{t("meter.heading")}</h3>
      <ShareBar part={stated} whole={factCodes.length} />
      <p>
        {t("meter.value", { stated, total: factCodes.length })}
        {names.length > 0 && ` ${t("meter.missing", { facts: formatList(locale, names) })}`}
      </p>
      <p className="aside">
        <Link to={{ pathname: "/quality" }}>{t("meter.link")}</Link>
      </p>
    </section>
  );
}
