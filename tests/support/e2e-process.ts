import { once } from "node:events";
import { startPortal } from "./e2e-server";

// Run by e2e-setup.ts: starts the portal, tells where it is, and stops it when the tests are over.
// Ctrl-C reaches this process, too; playwright then closes our input, and we stop in order.
process.on("SIGINT", () => undefined);
// All tests come from one address; those of the bounds have a server of their own.
const portal = await startPortal({ environment: { API_REQUESTS_PER_MINUTE: "0", EXPORTS_PER_MINUTE: "0" } });
process.stdout.write(`${JSON.stringify({ baseUrl: portal.baseUrl, databaseUrl: portal.databaseUrl })}\n`);
process.stdin.resume();
await once(process.stdin, "end");
await portal.stop();
process.exit(0);
