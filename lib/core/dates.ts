/** ISO day of a date column, which the driver gives as midnight UTC. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** ISO day of an instant, as people in France read it. */
export function isoDayInFrance(instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" }).format(instant);
}

export function isoDayOrNull(date: Date | null): string | null {
  return date && isoDay(date);
}
