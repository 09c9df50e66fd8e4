import { useTranslations } from "next-intl";
import { ProjectCount } from "@/components/profile/search-link";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/lib/i18n/navigation";
import { organisationTarget } from "@/lib/profiles/address";
import type { SimilarBody } from "@/lib/similar/queries/bodies";
import { ReasonList, SizeSource } from "./reason-list";

/** Bodies like the one of the page, each with its reasons and its projects. `of`: what they are. */
export function SimilarBodies({ similar, of }: { similar: readonly SimilarBody[]; of: "authorities" | "partners" }) {
  const t = useTranslations("profiles.similar");
  const column = useTranslations("profiles.column");
  return (
    <>
      <p className="aside">{t(`${of}.text`)}</p>
      <DataTable
        numeric
        caption={t(`${of}.caption`)}
        columns={[
          { key: "name", label: column("name") },
          { key: "projects", label: t(`${of}.there`) },
        ]}
        rows={similar.map((body) => ({
          key: body.id,
          header: (
            <>
              <Link to={organisationTarget(body)}>{body.name}</Link>
              <ReasonList reasons={body.reasons} />
            </>
          ),
          cells: [{ key: "projects", content: <ProjectCount query={body.query} count={body.projects} /> }],
        }))}
      />
      <SizeSource all={similar.map(({ reasons }) => reasons)} />
    </>
  );
}
