"use client";

import { useEffect, useRef, useState } from "react";
import { closest, type View, whole } from "@/lib/map/view";
import { type Act, acts, moveDrawing } from "./map-motion";

export type MapControlsProps = {
  /** Name of the group of buttons, those of the buttons, and the other ways to do the same. */
  labels: Readonly<Record<Act | "group" | "hint", string>>;
};

/** What is on a button that has a sign instead of its name. */
const signs: Readonly<Partial<Record<Act, string>>> = { in: "+", out: "−", left: "←", up: "↑", down: "↓", right: "→" };

/** False of a button that would do nothing. */
const isOf = (what: Act, { zoom }: View) => (what === "in" ? zoom < closest : zoom > 1);

/** Buttons for the drawing that follows, and the name of the mark under the pointer. Without JavaScript there are none. */
export function MapControls({ labels }: MapControlsProps) {
  const buttons = useRef<HTMLFieldSetElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(whole);
  const motion = useRef<ReturnType<typeof moveDrawing>>(undefined);

  useEffect(() => {
    const svg = buttons.current?.closest("figure")?.querySelector<SVGSVGElement>(":scope > svg");
    if (!svg || !tip.current) return;
    motion.current = moveDrawing(svg, tip.current, setView);
    return motion.current.end;
  }, []);
  // The marks may have changed with the page.
  useEffect(() => motion.current?.place());

  return (
    <>
      <fieldset ref={buttons} aria-label={labels.group}>
        {acts.map((what) => (
          <button
            key={what}
            type="button"
            // One that is disabled would lose the focus.
            aria-disabled={!isOf(what, view)}
            aria-label={signs[what] && labels[what]}
            title={signs[what] && labels[what]}
            onClick={() => motion.current?.act(what)}
          >
            {signs[what] ?? labels[what]}
          </button>
        ))}
      </fieldset>
      <p className="aside">{labels.hint}</p>
      {/* Marks say their names themselves. */}
      <div ref={tip} className="map-tip" aria-hidden="true" hidden />
    </>
  );
}
