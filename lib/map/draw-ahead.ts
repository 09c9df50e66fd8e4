import { setTimeout as wait } from "node:timers/promises";
import { limits } from "@/lib/core/limits";
import { countryMark, world } from "./atlas";
import { continentFrame, continents, countryFrame, franceFrame, worldFrame } from "./frame";

/**
 * Draws the world, its continents, France and the view of every country, one after the other with pauses: whoever is first to ask
 * for one need not wait for its coasts. Does not keep a process alive.
 */
export async function drawFramesAhead(pauseMs: number = limits.drawAheadPauseMs): Promise<void> {
  const pause = () => wait(pauseMs, undefined, { ref: false });
  const whole = [worldFrame, franceFrame, ...Object.keys(continents).map((code) => () => continentFrame(code))];
  for (const draw of whole) {
    await pause();
    draw();
  }
  for (const code of world().countries.keys()) {
    await pause();
    const mark = countryMark(code);
    if (mark) countryFrame(code, mark);
  }
}
