import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type Fact = { key: string; term: string; value: ReactNode; detail?: ReactNode };

/** Facts by name. Null is "not stated", said in words. `facts` is a grid of figures, `rows` one fact a line. */
export function DefinitionList({ facts, layout = "facts" }: { facts: readonly Fact[]; layout?: "facts" | "rows" }) {
  const t = useTranslations("common");
  return (
    <dl className={layout}>
      {facts.map(({ key, term, value, detail }) => (
        <div key={key}>
          <dt>{term}</dt>
          <dd>
            {value ?? <span className="unstated">{t("notStated")}</span>}
            {detail && <small>{detail}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
