import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import type { Project } from "@/lib/projects/schema";

type Answers = Pick<Project, "evaluation" | "communicationInFrance" | "communicationAbroad">;

/** True when at least one of the three questions was answered. */
export function hasFollowUp({ evaluation, communicationInFrance, communicationAbroad }: Answers): boolean {
  return [evaluation, communicationInFrance, communicationAbroad].some((answer) => answer !== null);
}

/** Evaluation and communication: yes, no or not stated. */
export function FollowUpList({ evaluation, communicationInFrance, communicationAbroad }: Answers) {
  const t = useTranslations("project.followUp");
  const answers = useTranslations("ui.answer");
  const say = (answer: boolean | null) => (answer === null ? null : answers(answer ? "yes" : "no"));
  return (
    <DefinitionList
      layout="rows"
      facts={[
        { key: "france", term: t("france"), value: say(communicationInFrance) },
        { key: "abroad", term: t("abroad"), value: say(communicationAbroad) },
        { key: "evaluation", term: t("evaluation"), value: say(evaluation) },
      ]}
    />
  );
}
