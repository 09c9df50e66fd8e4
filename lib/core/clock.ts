import { isoDayInFrance } from "./dates";

/** Today in France, ISO. The one place that asks the machine's clock about the day. */
export function today(): string {
  return isoDayInFrance(new Date());
}
