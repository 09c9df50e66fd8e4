import { useTranslations } from "next-intl";
import type { Remark } from "@/lib/profiles/queries/remarks";
import { ProjectCount } from "./search-link";

/** What should be checked in the projects of a subject. */
export function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  const t = useTranslations("profiles.remarks");
  const name = useTranslations("quality.name");
  return (
    <>
      <p className="aside">{t("text")}</p>
      <ul className="ways">
        {remarks.map(({ rule, projects, query }) => (
          <li key={rule}>
            <span>{name(rule)}</span>{" "}
            <span className="count">
              <ProjectCount query={query} count={projects} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
