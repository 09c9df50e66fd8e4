import { readFileSync } from "node:fs";

/** A second signal within this time is the same Ctrl-C, which reaches us from the terminal and from npm. Milliseconds. */
const sameGesture = 1_000;
/** How often we look whether npm, our parent, is still there. Milliseconds. */
const watchEvery = 1_000;

export type StopRequests = { promise: Promise<undefined>; signal: AbortSignal; asked(): boolean };

/** Name and parent of a process, from Linux' table; undefined elsewhere, or when it is gone. */
function readProcess(pid: number): { name: string; parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { name: stat.slice(stat.indexOf("(") + 1, end), parent: Number(stat.slice(end + 2).split(" ")[1]) };
  } catch {
    return undefined;
  }
}

/** Tells whether the npm that runs us is gone. Between npm and us there may be a shell, which outlives it. */
function watchNpm(): () => boolean {
  if (process.env.npm_lifecycle_event === undefined) return () => false;
  const parent = process.ppid;
  const shell = readProcess(parent);
  const isShell = shell !== undefined && /^(ba|da|a|z|k)?sh$|^busybox$/.test(shell.name);
  return () => process.ppid !== parent || (isShell && readProcess(parent)?.parent !== shell.parent);
}

/**
 * Ctrl-C, a stop signal, a closed terminal, or the death of the npm that runs us: all mean the same. A second Ctrl-C does
 * not wait. An error that nobody awaited (a connection that breaks) stops us, too; `onStop` is called once, with it.
 */
export function stopRequests(onStop: (error?: unknown) => void): StopRequests {
  const controller = new AbortController();
  const isOrphan = watchNpm();
  let askedAt = 0;
  const ask = (error?: unknown) => {
    if (askedAt === 0) {
      askedAt = Date.now();
      onStop(error);
      controller.abort();
    } else if (error === undefined && Date.now() - askedAt > sameGesture) process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => ask());
  process.on("uncaughtException", (error) => ask(error));
  const asked = () => {
    if (askedAt === 0 && isOrphan()) ask();
    return askedAt > 0;
  };
  setInterval(asked, watchEvery).unref();
  const promise = new Promise<undefined>((resolve) => {
    controller.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  return { promise, signal: controller.signal, asked };
}
