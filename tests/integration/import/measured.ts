import "@/lib/launcher/small-heap.mjs";
import { atlas } from "@/lib/cli/atlas";

// Run as a process of its own by large.test.ts: an operator's command, and the most memory that it took.
const code = await atlas(process.argv.slice(2));
const measured = JSON.stringify({ code, megabytes: process.resourceUsage().maxRSS / 1024 });
process.stdout.write("", () => process.stderr.write(measured, () => process.exit()));
