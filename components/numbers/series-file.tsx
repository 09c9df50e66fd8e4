import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";

/** The file of a table of figures. */
export function SeriesFile({ href, title }: { href: string; title: string }) {
  const t = useTranslations("statistics.chart");
  return (
    <p className="series-file">
      <a href={href} rel="nofollow" download aria-label={t("csvOf", { title })}>
        <Icon name="download" /> {t("csv")}
      </a>
    </p>
  );
}
