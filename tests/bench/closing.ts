import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

type Step = () => Promise<void> | void;

/** What was started and must be ended: last first, each once, whatever happened. */
export class Closing {
  #steps: Step[] = [];
  #closed: Promise<void> | undefined;

  /** What is started after the end began is ended, too. */
  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Ends everything; whoever asks meanwhile waits for the same end. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        console.error(error);
      }
    }
  }
}

/** A folder that is removed at the end. Others may enter: PostgreSQL and nginx do not work as root. */
export function temporaryFolder(closing: Closing): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "atlas-bench-")));
  chmodSync(folder, 0o755);
  closing.add(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ctrl-C and a stop signal end everything that was started, then the process. More of them change nothing. */
export function closeOnSignal(closing: Closing): void {
  let isClosing = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (isClosing) return;
      isClosing = true;
      console.error(`stopping: ${signal}`);
      void closing.close().finally(() => process.exit(130));
    });
  }
}
