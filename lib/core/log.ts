import pino from "pino";
import { env } from "./env";

const globals = globalThis as { atlasLog?: pino.Logger };

/** The log of the process: one JSON object a line on standard output, without personal data. */
export function log(): pino.Logger {
  globals.atlasLog ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return globals.atlasLog;
}
