import { useTranslations } from "next-intl";
import { type Project, projectTextFields } from "@/lib/projects/schema";

/** Names of the facts that a record leaves open: what is missing is said once, not drawn as empty tables. */
export function useMissingFacts(project: Project): string[] {
  const t = useTranslations("project");
  const { texts, organisations, themes } = project;
  const hasRole = (role: string) => organisations.some((one) => one.roles.some(({ code }) => code === role));
  const missing: [boolean, string][] = [
    [project.declaredStatus === null, t("facts.status")],
    [themes.length === 0, t("themes.main")],
    [!themes.some(({ rank }) => rank > 0), t("themes.othersShort")],
    ...projectTextFields.map((field): [boolean, string] => [!texts.some((text) => text.field === field), t(`texts.${field}`)]),
    [!hasRole("lead_authority"), t("implementation.lead", { count: 1 })],
    [!hasRole("implementing_body"), t("implementation.implementing", { count: 1 })],
    [project.funding.length === 0, t("funding.title")],
    [project.volunteers === 0, t("people.volunteersTitle")],
  ];
  const sentence = missing.flatMap(([absent, name]) => (absent ? [name] : []));
  return sentence.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
}
