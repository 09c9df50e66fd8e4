/** Speed of one turn: milliseconds per answer at the median and the 99th percentile. */
export type Speed = { requestsPerSecond: number; p50: number; p99: number };

/** The value below which `share` (0 to 1) of the values lie, by nearest rank. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Speed from the milliseconds of each answer and the milliseconds that all took together. */
export function speedOf(latencies: readonly number[], elapsedMs: number): Speed {
  return {
    requestsPerSecond: elapsedMs > 0 ? (latencies.length / elapsedMs) * 1_000 : 0,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

/** The typical turn: the median of each figure. */
export function medianSpeed(turns: readonly Speed[]): Speed {
  return {
    requestsPerSecond: median(turns.map((turn) => turn.requestsPerSecond)),
    p50: median(turns.map((turn) => turn.p50)),
    p99: median(turns.map((turn) => turn.p99)),
  };
}

/** Median of the ratios of turns that followed each other, so that a machine that slows down does not decide. */
export function medianRatio(turns: readonly Speed[], others: readonly Speed[], figure: keyof Speed): number {
  return median(turns.map((turn, round) => turn[figure] / (others[round]?.[figure] ?? Number.NaN)));
}

/** Milliseconds that some work takes, and its result. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}
