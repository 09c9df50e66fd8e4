"use client";

import { useEffect, useState } from "react";
import type { MapControls, MapControlsProps } from "./map-controls";

/**
 * What brings a drawing closer, moves it and tells names under the pointer, for the drawing that follows. It is asked for
 * where there is such a drawing only. Without JavaScript, or if it does not come, the drawing is whole and its links are the same.
 */
export function MapTools(props: MapControlsProps) {
  const [Controls, setControls] = useState<typeof MapControls | null>(null);
  useEffect(() => {
    let isShown = true;
    const show = (loaded: typeof MapControls) => isShown && setControls(() => loaded);
    import("./map-controls").then(
      ({ MapControls }) => show(MapControls),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, []);
  return <div className="map-tools needs-scripts">{Controls && <Controls {...props} />}</div>;
}
