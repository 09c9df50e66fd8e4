/** ISO day of a date column, which the driver gives as midnight UTC. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Made once: to make a format takes a hundred times as long as to use it. */
const dayInFrance = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" });

/** ISO day of an instant, as people in France read it. */
export function isoDayInFrance(instant: Date): string {
  return dayInFrance.format(instant);
}

export function isoDayOrNull(date: Date | null): string | null {
  return date && isoDay(date);
}

/** Day and time `months` months before an instant, in UTC; the last of a month where that day does not exist. */
export function monthsBefore(now: Date, months: number): Date {
  const date = new Date(now);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(now.getUTCDate(), last));
  return date;
}
