import { chromium } from "@playwright/test";
import { findChromium } from "../support/chromium.mjs";
import type { Closing } from "./closing";

export type Resource = { url: string; type: string };
/** What a reader's browser asks for when it shows a page, the page included; each address once. */
export type ResourcesOf = (url: string) => Promise<Resource[]>;

/** Asks a real browser; null where none is installed. */
export async function openBrowser(closing: Closing): Promise<ResourcesOf | null> {
  const executablePath = await findChromium();
  if (!executablePath) return null;
  const browser = await chromium.launch({
    executablePath,
    // Chromium's sandbox does not run as root; the pages are our own.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  closing.add(() => browser.close());
  return async (url) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const found = new Map<string, string>();
    page.on("request", (request) => {
      if (!request.url().startsWith("data:")) found.set(request.url(), request.resourceType());
    });
    await page.goto(url, { waitUntil: "networkidle" });
    await context.close();
    return [...found].map(([address, type]) => ({ url: address, type }));
  };
}

/** What the HTML itself names, where no browser can tell: scripts (not those for old browsers) and style sheets. */
export function resourcesIn(html: string, url: string): Resource[] {
  const scripts = [...html.matchAll(/<script\b([^>]*)>/g)]
    .filter(([, attributes]) => !/\bnomodule\b/i.test(attributes ?? ""))
    .map(([, attributes]) => ({ type: "script", href: /\bsrc="([^"]+)"/.exec(attributes ?? "")?.[1] }));
  const styles = [...html.matchAll(/<link\b([^>]*)>/g)]
    .filter(([, attributes]) => /\brel="stylesheet"/.test(attributes ?? ""))
    .map(([, attributes]) => ({ type: "stylesheet", href: /\bhref="([^"]+)"/.exec(attributes ?? "")?.[1] }));
  const found = new Map([[url, "document"]]);
  for (const { type, href } of [...scripts, ...styles])
    if (href) found.set(new URL(href.replaceAll("&amp;", "&"), url).href, type);
  return [...found].map(([address, type]) => ({ url: address, type }));
}
