import type { Fill, Series } from "@/lib/projects/funding-bars";

/** Id of a series' fill in the page. */
export function patternId(chart: string, series: Series): string {
  return `${chart}-${series.letter}`;
}

function Marks({ fill }: { fill: Fill }) {
  if (fill === "diagonal") return <path className="series-line" d="M-2 10 10-2M-2 2 2-2M6 10l4-4" fill="none" />;
  if (fill === "dots") return <circle className="series-dot" cx="4" cy="4" r="1.7" />;
  if (fill === "horizontal") return <path className="series-line" d="M0 4h8" fill="none" />;
  if (fill === "vertical") return <path className="series-line" d="M4 0v8" fill="none" />;
  if (fill === "grid") return <path className="series-line" d="M0 4h8M4 0v8" fill="none" />;
  return null;
}

/** Colour and pattern of each series, for the bars and for the table's keys. */
export function SeriesPatterns({ chart, series }: { chart: string; series: readonly Series[] }) {
  return (
    <defs>
      {series.map((one) => (
        <pattern
          key={one.letter}
          id={patternId(chart, one)}
          className={`series-${one.side}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
        >
          <rect className="series-base" width="8" height="8" />
          <Marks fill={one.fill} />
        </pattern>
      ))}
    </defs>
  );
}

/** Key of a series: its fill and its letter. */
export function SeriesKey({ chart, series }: { chart: string; series: Series }) {
  return (
    <>
      <svg className="swatch" viewBox="0 0 18 18" aria-hidden="true">
        <rect width="18" height="18" fill={`url(#${patternId(chart, series)})`} />
      </svg>
      <span className="key-letter" aria-hidden="true">
        {series.letter}
      </span>
    </>
  );
}
