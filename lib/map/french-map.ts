import { type Bubble, bubblesOn, type Counted } from "./bubbles";
import { type Frame, frameAround, franceFrame } from "./frame";

/** Overseas territories stand in a column at the edge, in the sea, as on maps of France at school. */
const column = { x: 46, fromBottom: 44, step: 60 };

/**
 * The French side by région, or by département of the région `within`; those overseas, the codes of `overseas`, in a column
 * beside metropolitan France.
 */
export function frenchGeometry(
  within: string | null,
  counts: readonly Counted[],
  overseas: ReadonlySet<string>,
): { frame: Frame; bubbles: Bubble[] } {
  const positions = counts.flatMap(({ position }) => (position ? [position] : []));
  const frame = within !== null && positions.length > 0 ? frameAround(within, positions) : franceFrame();
  if (within !== null) return { frame, bubbles: bubblesOn(frame, counts) };
  const beside = counts.filter(({ key, count }) => overseas.has(key) && count > 0).map(({ key }) => key);
  const placed = new Map(
    beside.toReversed().map((key, index) => [key, { x: column.x, y: frame.height - column.fromBottom - index * column.step }]),
  );
  return { frame, bubbles: bubblesOn(frame, counts, placed) };
}
