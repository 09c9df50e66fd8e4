/** A share of a whole as a bar; the number beside it says the same to everybody. */
export function ShareBar({ part, whole }: { part: number; whole: number }) {
  const width = whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 10;
  return (
    <svg className="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width="100" height="8" className="share-bar-whole" />
      <rect width={width} height="8" className="share-bar-part" />
    </svg>
  );
}
