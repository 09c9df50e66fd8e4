import type { ReactNode } from "react";

export type Tone = "neutral" | "positive" | "warning" | "danger";

/** A short state in words; the tone repeats what the words say. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
