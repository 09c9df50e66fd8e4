import type { ReactNode } from "react";

/** A page of running text under one title. */
export function Prose({ title, children }: { title: string; children: ReactNode }) {
  return (
    <article className="prose">
      <h1>{title}</h1>
      {children}
    </article>
  );
}
