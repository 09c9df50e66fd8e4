import type { ReactNode } from "react";
import { ContentsList } from "./contents-list";

/** A part of a page about a record or a subject; one that has nothing to say is not shown. */
export type Section = { id: string; title: string; shown: boolean; body: ReactNode };

/** The list of contents, and the sections. */
export function PageSections({ sections }: { sections: readonly Section[] }) {
  const shown = sections.filter((section) => section.shown);
  return (
    <>
      <ContentsList items={shown} />
      <div className="sections">
        {shown.map(({ id, title, body }) => (
          <section key={id} className={`section section-${id}`} aria-labelledby={`${id}-title`} id={id}>
            <h2 id={`${id}-title`}>{title}</h2>
            {body}
          </section>
        ))}
      </div>
    </>
  );
}
