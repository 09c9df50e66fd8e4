"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { moveDrawing } from "./map-motion";

/**
 * Tools for the drawing that follows: `children` are their buttons and a place for a name. What they do is asked for where
 * there is such a drawing only. Without JavaScript, or if it does not come, they are not seen; the drawing is whole.
 */
export function MapTools({ children }: { children: ReactNode }) {
  const tools = useRef<HTMLDivElement>(null);
  const motion = useRef<ReturnType<typeof moveDrawing>>(undefined);
  useEffect(() => {
    let isGone = false;
    import("./map-motion").then(
      ({ moveDrawing }) => {
        if (tools.current && !isGone) motion.current = moveDrawing(tools.current);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
      motion.current?.end();
    };
  }, []);
  // The marks may have changed with the page.
  useEffect(() => motion.current?.place());
  return (
    <div ref={tools} className="map-tools needs-scripts">
      {children}
    </div>
  );
}
