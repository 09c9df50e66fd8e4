import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of this copy of the project. */
export const root = realpathSync(fileURLToPath(new URL("../..", import.meta.url)));

/** One portal, or one build, per copy of the project. */
export const projectLock = `portal:${root}`;

/** Longest wait for the answer of a holder, which may be busy for a moment. Milliseconds. */
const answerTimeout = 5_000;

/** Linux has sockets without a file, which vanish with their process; elsewhere a file may stay behind. */
function address(name) {
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 24);
  if (process.platform === "linux") return `\0atlas-${digest}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\atlas-${digest}`;
  return path.join(tmpdir(), `atlas-${digest}.sock`);
}

function listen(where, answer) {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end(JSON.stringify(answer()));
    });
    server.once("error", () => resolve(undefined));
    server.listen(where, () => resolve(server.unref()));
  });
}

/** What the process that holds the lock says of itself; undefined when nobody holds it, `{}` when it does not say. */
function ask(where) {
  return new Promise((resolve) => {
    let text = "";
    const socket = createConnection(where);
    socket.setTimeout(answerTimeout, () => {
      socket.destroy();
      resolve({});
    });
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => resolve(undefined));
    socket.on("end", () => {
      try {
        resolve(JSON.parse(text));
      } catch {
        resolve({});
      }
    });
  });
}

/**
 * A lock that dies with its process, however the process ends. `answer` tells those who come second.
 * Resolves to `{release}` for the holder and to `{holder}` for the others.
 */
export async function takeLock(name, answer) {
  const where = address(name);
  for (;;) {
    const server = await listen(where, answer);
    if (server) return { release: () => server.close() };
    const holder = await ask(where);
    if (holder) return { holder };
    if (process.platform !== "linux") rmSync(where, { force: true });
  }
}
