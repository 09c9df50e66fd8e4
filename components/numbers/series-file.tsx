import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";

/** The file of a table of figures. `of`: what tells it from others beside it. */
export function SeriesFile({ href, title, of }: { href: string; title: string; of?: string }) {
  const t = useTranslations("statistics.chart");
  return (
    <p className="series-file">
      <a href={href} rel="nofollow" download aria-label={of ? `${t("csv")} ${of}, ${title}` : t("csvOf", { title })}>
        <Icon name="download" /> {t("csv")}
        {of && ` ${of}`}
      </a>
    </p>
  );
}
