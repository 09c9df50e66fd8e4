import { spawn } from "node:child_process";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ensureBuilt, standalone } from "@/lib/launcher/build";
import { freePort } from "@/lib/postgres/cluster";

beforeAll(() => ensureBuilt());

test("a wrong configuration ends the server with the names of the variables, never their values", {
  timeout: 40_000,
}, async () => {
  const child = spawn(process.execPath, [path.join(standalone, "server.js")], {
    cwd: standalone,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      HOSTNAME: "localhost",
      PORT: String(await freePort()),
      NEXT_MANUAL_SIG_HANDLE: "1",
      DATABASE_URL: "mysql://user:secret-value@localhost/atlas",
      PUBLIC_URL: "not an address",
    },
  });
  try {
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    expect(code).not.toBe(0);
    expect(said).toContain("DATABASE_URL");
    expect(said).toContain("PUBLIC_URL");
    expect(said).not.toContain("secret-value");
  } finally {
    child.kill("SIGKILL");
  }
});
