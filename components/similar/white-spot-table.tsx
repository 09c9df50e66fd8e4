import { useTranslations } from "next-intl";
import { ProjectCount } from "@/components/profile/search-link";
import { DataTable } from "@/components/ui/data-table";
import { limits } from "@/lib/core/limits";
import type { WhiteSpots } from "@/lib/similar/queries/white-spots";

/** Where, or on what, no French authority works though something speaks for it; every number leads to its projects. */
export function WhiteSpotTable({ spots: { region, rows } }: { spots: WhiteSpots }) {
  const t = useTranslations("profiles.similar.white");
  const dimension = useTranslations("statistics.dimension");
  const withPresent = rows.some(({ present }) => present !== null);
  const from = limits.whiteSpotFrom;
  return (
    <>
      <p className="aside">{region === null ? t("theme", { from }) : t("country", { from, region })}</p>
      <DataTable
        numeric
        caption={region === null ? t("captionTheme") : t("caption")}
        columns={[
          { key: "name", label: dimension(region === null ? "country.name" : "theme.name") },
          { key: "others", label: t("others") },
          { key: "neighbours", label: t("neighbours") },
          ...(withPresent ? [{ key: "present", label: t("present") }] : []),
        ]}
        rows={rows.map(({ key, name, others, neighbours, present }) => ({
          key,
          header: name,
          cells: [
            { key: "others", content: <ProjectCount query={others.query} count={others.projects} /> },
            { key: "neighbours", content: <ProjectCount query={neighbours.query} count={neighbours.projects} /> },
            ...(present ? [{ key: "present", content: <ProjectCount query={present.query} count={present.projects} /> }] : []),
          ],
        }))}
      />
      <p className="aside">
        {t("columns")} {withPresent && t("columnPresent")}
      </p>
    </>
  );
}
