import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./tests/support/chromium.mjs";

// A time zone far from ours, with a half-hour offset: a date that depends on the machine's zone shows at once.
process.env.TZ = "Asia/Kathmandu";

const executablePath = await findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/support/e2e-setup.ts",
  outputDir: "test-results/browser",
  forbidOnly: true,
  fullyParallel: true,
  // A retry would hide a race.
  retries: 0,
  // One more than there are cores: a test waits for the portal, and the portal for PostgreSQL.
  workers: availableParallelism() + 1,
  timeout: 60_000,
  use: {
    // Set by the global setup, which workers inherit.
    ...(process.env.BASE_URL ? { baseURL: process.env.BASE_URL } : {}),
    browserName: "chromium",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        // One site alone is visited: no process of its own for each step between it and an empty page.
        "--disable-site-isolation-trials",
        // Chromium's sandbox does not run as root; the pages are our own.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
