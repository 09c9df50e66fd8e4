import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { silent } from "@/lib/core/progress";
import { loadDemo } from "@/lib/demo/load";
import { legacyPages } from "@/lib/import/kinds/legacy-page";
import { importFiles } from "@/lib/import/run";
import { root } from "@/lib/launcher/lock.mjs";
import { loadReference } from "@/lib/reference/load";
import { migrate } from "@/prisma/migrate";
import { clusterFolder } from "./cluster-folder.mjs";
import { startPortal } from "./e2e-server";

/** The legacy page that the shared seeds hold, where they are present. */
const legacyPage = path.resolve(root, "..", "shared", "seeds", "legacy-project-page.txt");

/** A database with the reference data: a copy of what the integration tests of this run have loaded, else loaded here. */
async function openReference(clusterUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    const found = await client.query("SELECT FROM pg_database WHERE datname = 'template_reference'");
    if (!found.rowCount) {
      await migrate(clusterUrl);
      await loadReference(clusterUrl, silent);
      return clusterUrl;
    }
    await client.query("CREATE DATABASE portal TEMPLATE template_reference");
    return new URL("/portal", clusterUrl).href;
  } finally {
    await client.end();
  }
}

async function fill(clusterUrl: string): Promise<string> {
  const url = await openReference(clusterUrl);
  await loadDemo(url, {}, silent);
  if (existsSync(legacyPage)) await importFiles(url, legacyPages, [legacyPage], { dryRun: false, actor: "tests" }, silent);
  return url;
}

// Run by e2e-setup.ts: starts the portal, tells where it is, and stops it when the tests are over.
// Ctrl-C reaches this process, too; playwright then closes our input, and we stop in order.
process.on("SIGINT", () => undefined);
const portal = await startPortal({
  place: clusterFolder(process.env.ATLAS_TEST_CLUSTER),
  fill,
  // All tests come from one address; those of the bounds have a server of their own.
  // Nobody listens to mail: letters wait, and the forms that write them are open.
  environment: {
    ...{ API_REQUESTS_PER_MINUTE: "0", EXPORTS_PER_MINUTE: "0" },
    ...{ SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "atlas@example.org" },
  },
});
process.stdout.write(`${JSON.stringify({ baseUrl: portal.baseUrl, databaseUrl: portal.databaseUrl })}\n`);
process.stdin.resume();
await once(process.stdin, "end");
await portal.stop();
process.exit(0);
