import { useLocale, useTranslations } from "next-intl";
import { FigureLink } from "@/components/numbers/figure-link";
import { useNotes } from "@/components/numbers/figure-notes";
import { DataTable } from "@/components/ui/data-table";
import { nameOf } from "@/lib/compare/address";
import type { ComparedMeasure, Comparison } from "@/lib/compare/queries/comparison";

/** What each measure counts, one key press away. */
function Definitions({ measures }: { measures: readonly ComparedMeasure[] }) {
  const t = useTranslations("statistics.measure");
  const compare = useTranslations("compare.figures");
  return (
    <details>
      <summary>{compare("definitions")}</summary>
      <dl>
        {measures.map((measure) => (
          <div key={measure}>
            <dt>{t(`${measure}.name`)}</dt>
            <dd>{t(`${measure}.text`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The same measures of each subject; every figure leads to its projects. */
export function FigureTable({ comparison: { subjects, measures, figures } }: { comparison: Comparison }) {
  const locale = useLocale();
  const t = useTranslations("compare.figures");
  const name = useTranslations("statistics.measure");
  const notesText = useNotes();
  return (
    <>
      <DataTable
        numeric
        caption={t("caption")}
        columns={[
          { key: "measure", label: t("measure") },
          ...subjects.map((subject) => ({ key: nameOf(subject), label: subject.names[locale] })),
        ]}
        rows={measures.map((measure) => ({
          key: measure,
          header: name(`${measure}.name`),
          cells: subjects.map((subject, index) => {
            const figure = figures[index]?.[measure];
            const missing = figure?.notes.linesWithoutAmount;
            return {
              key: nameOf(subject),
              soft: figure?.value === null,
              content: figure && (
                <>
                  <FigureLink figure={figure} />
                  {measure === "cofunding" && missing && <small>{notesText({ linesWithoutAmount: missing })}</small>}
                </>
              ),
            };
          }),
        }))}
      />
      <Definitions measures={measures} />
    </>
  );
}
