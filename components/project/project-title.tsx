import { useTranslations } from "next-intl";
import { InLanguage } from "@/components/ui/in-language";
import type { Project } from "@/lib/projects/schema";

/** Title of a record in its own language; made-up records say so first. */
export function ProjectTitle({ title, origin }: Pick<Project, "title" | "origin">) {
  const t = useTranslations("project");
  if (origin !== "demo") return <InLanguage text={title} />;
  return (
    <>
      {t("demo")} <InLanguage text={title} />
    </>
  );
}
