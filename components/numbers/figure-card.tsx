import { useTranslations } from "next-intl";
import type { Figure } from "@/lib/statistics/figures";
import { unitOf } from "@/lib/statistics/units";
import { FigureLink } from "./figure-link";
import { useNotes } from "./figure-notes";

/** A figure with its name, a link to its projects, and what it counts one key press away. */
export function FigureCard({ figure }: { figure: Figure }) {
  const t = useTranslations("statistics");
  const notesText = useNotes();
  const name = t(`measure.${figure.measure}.name`);
  const notes = notesText(figure.notes);
  return (
    <div className={unitOf(figure.measure) === "euros" ? "figure figure-money" : "figure"}>
      <dt>{name}</dt>
      <dd>
        <span className="figure-value">
          <FigureLink figure={figure} />
        </span>
        <details>
          <summary aria-label={t("chart.definitionOf", { name })}>{t("chart.definition")}</summary>
          <p>{t(`measure.${figure.measure}.text`)}</p>
          {notes && <p>{notes}</p>}
        </details>
      </dd>
    </div>
  );
}
