import { log } from "./log";

/** Does something now and then until the process ends, once at a time; `failed` is written where it fails. Does not keep a process alive. */
export function doNowAndThen(work: () => Promise<unknown>, everyMs: number, failed: string): void {
  let isAtIt = false;
  const tick = async () => {
    if (isAtIt) return;
    isAtIt = true;
    await work().catch((error: Error) => log().warn({ error: error.name }, failed));
    isAtIt = false;
  };
  void tick();
  setInterval(() => void tick(), everyMs).unref();
}
