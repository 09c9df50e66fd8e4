import { useTranslations } from "next-intl";
import { DefinitionList, type Fact } from "@/components/ui/definition-list";
import type { Project } from "@/lib/projects/schema";

const roles = [
  ["lead_authority", "lead"],
  ["implementing_body", "implementing"],
  ["beneficiary", "beneficiaries"],
] as const;

/** Lead authorities, implementing bodies and beneficiary organisations by name. */
export function ImplementationList({ project }: { project: Project }) {
  const t = useTranslations("project.implementation");
  const facts = roles.flatMap(([role, key]): Fact[] => {
    const names = project.organisations.filter((one) => one.roles.some(({ code }) => code === role)).map(({ name }) => name);
    return names.length > 0 ? [{ key, term: t(key, { count: names.length }), value: names.join(", ") }] : [];
  });
  if (facts.length === 0) return null;
  return <DefinitionList facts={facts} layout="rows" />;
}
