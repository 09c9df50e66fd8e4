import { readFileSync } from "node:fs";

// Plain JavaScript on purpose: these texts must be readable before anything is installed.

/** Language of the operator: LC_ALL, LC_MESSAGES or LANG when they say French, else English (also for C and unset). */
export function operatorLocale(environment = process.env) {
  const stated = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^fr/i.test(stated) ? "fr" : "en";
}

/** A message of `messages/<language>/cli.json`, `{name}` replaced. Before the install only: such messages have no plurals. */
export function say(key, values = {}) {
  const file = new URL(`../../messages/${operatorLocale()}/cli.json`, import.meta.url);
  let text = JSON.parse(readFileSync(file, "utf8"));
  for (const part of key.split(".")) text = text[part];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
