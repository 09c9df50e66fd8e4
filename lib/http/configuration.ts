import { EnvError, env } from "@/lib/core/env";

/** Ends the process, with one line for each wrong variable, where the configuration is refused: it must not look alive. */
export function requireConfiguration(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
