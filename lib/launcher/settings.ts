import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Env, env } from "@/lib/core/env";
import type { Locale } from "@/lib/i18n/locales";
import { root } from "./lock.mjs";

/** The configuration: the environment, then `.env.local`, then `.env`, which Next reads in this order, too. Throws EnvError, in the operator's language. */
export function readSettings(locale: Locale): Env {
  z.config(z.locales[locale]());
  for (const name of [".env.local", ".env"]) {
    const file = path.join(root, name);
    if (existsSync(file)) process.loadEnvFile(file);
  }
  return env();
}

/** The public address: as configured, else that of this machine with the port in use. */
export function publicUrl(settings: Env): string {
  return process.env.PUBLIC_URL ? settings.PUBLIC_URL : `http://localhost:${settings.PORT}`;
}
