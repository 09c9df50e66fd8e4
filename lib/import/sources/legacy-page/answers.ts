import { statedLines } from "../../lines";
import type { Problem } from "../../reasons";
import { foldLabel, threeYearWordings } from "./labels";
import type { LegacyPage } from "./page";
import type { Section } from "./sections";

type Answers = Pick<LegacyPage, "communicationInFrance" | "communicationAbroad" | "evaluation">;

/** The page prints an answer as a sentence; a question without an answer prints nothing. */
const sentences: readonly { field: keyof Answers; yes: string; no: string }[] = [
  {
    field: "communicationInFrance",
    yes: "Une communication a été engagée en France",
    no: "Aucune communication n'a été engagée en France",
  },
  {
    field: "communicationAbroad",
    yes: "Une communication a été engagée dans les pays partenaires",
    no: "Aucune communication n'a été engagée dans les pays partenaires",
  },
  {
    field: "evaluation",
    yes: "Une politique d'évaluation a été engagée",
    no: "Aucune politique d'évaluation n'a été engagée",
  },
];

/** Sentences to yes, no or not stated (null). Two answers to one question that differ give null and a problem. */
export function readAnswers(section: Section | undefined, problems: Problem[]): Answers {
  const answers: Answers = { communicationInFrance: null, communicationAbroad: null, evaluation: null };
  if (!section) return answers;
  const contradicted = new Set<keyof Answers>();
  for (const { value, line } of statedLines(section.content, section.line + 1)) {
    const folded = foldLabel(value).replace(/\.$/, "");
    const sentence = sentences.find(({ yes, no }) => folded === foldLabel(yes) || folded === foldLabel(no));
    if (!sentence) {
      problems.push({ line, column: section.label, value, reason: "line_unrecognised" });
      continue;
    }
    const answer = folded === foldLabel(sentence.yes);
    const before = answers[sentence.field];
    if (before !== null && before !== answer) {
      contradicted.add(sentence.field);
      problems.push({ line, column: section.label, value, reason: "answers_contradict" });
    }
    answers[sentence.field] = answer;
  }
  for (const field of contradicted) answers[field] = null;
  return answers;
}

/** "Le partenariat est / n'est pas triennal". */
export function readThreeYear(section: Section | undefined, problems: Problem[]): boolean | null {
  if (!section) return null;
  const folded = foldLabel(section.label);
  const wording = Object.entries(threeYearWordings).find(([text]) => foldLabel(text) === folded);
  for (const { value, line } of statedLines(section.content, section.line + 1))
    problems.push({ line, column: section.label, value, reason: "line_unrecognised" });
  return wording?.[1] ?? null;
}
