import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { limits } from "@/lib/core/limits";
import { followParent, standalone } from "./build";

/** A server that is not ready after this long is broken. Milliseconds. */
const readyWithin = 60_000;

export type Server = { url: string; process: ChildProcess; ended: Promise<number>; stop(): Promise<void> };

type ServerOptions = {
  host: string;
  port: number;
  databaseUrl: string;
  publicUrl: string;
  /** Where the server's log lines go: "inherit", or an open file. */
  output: "inherit" | number;
  environment?: Record<string, string>;
};

/** The server did not come up, or ended by itself. */
export class ServerFailed extends Error {
  constructor(readonly code: number) {
    super(`the server ended with code ${code}`);
    this.name = "ServerFailed";
  }
}

/** `localhost` has two addresses; ours is the one that every client tries. */
export const bindAddress = (host: string) => (host === "localhost" ? "127.0.0.1" : host);

function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "EUNKNOWN"));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/** Why the portal cannot listen there: `taken`, or the system's error code; undefined when it can. */
export async function portProblem(port: number, host: string): Promise<string | undefined> {
  const problem = await tryPort(port, bindAddress(host));
  if (problem) return problem === "EADDRINUSE" ? "taken" : problem;
  // A browser may try ::1 first, and would reach somebody else.
  return host === "localhost" && (await tryPort(port, "::1")) === "EADDRINUSE" ? "taken" : undefined;
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<boolean> {
  const deadline = Date.now() + readyWithin;
  while (!hasEnded() && Date.now() < deadline) {
    const answer = await fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return true;
    await wait(50);
  }
  return false;
}

/** Serves the built portal and waits until it is ready. Throws ServerFailed. The server ends with this process. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const address = bindAddress(options.host);
  // Next must know the loopback by its name, else it takes its own rewrites for another host (docs/decisions/007).
  const isLoopback = /^(127\.|::1$)/.test(address);
  const args = ["--dns-result-order=ipv4first", "--import", followParent, path.join(standalone, "server.js")];
  const child = spawn(process.execPath, args, {
    cwd: standalone,
    detached: true,
    stdio: ["ignore", options.output, options.output, "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // The portal ends by itself in order: requests under way, then the pool.
      NEXT_MANUAL_SIG_HANDLE: "1",
      HOSTNAME: isLoopback ? "localhost" : address,
      PORT: String(options.port),
      DATABASE_URL: options.databaseUrl,
      PUBLIC_URL: options.publicUrl,
      ...options.environment,
    },
  });
  let hasEnded = false;
  const ended = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  }).finally(() => {
    hasEnded = true;
  });
  const stop = async () => {
    if (hasEnded) return;
    child.kill("SIGTERM");
    const patience = new AbortController();
    const tooLong = wait(limits.shutdownGraceMs + 2_000, "late", { signal: patience.signal }).catch(() => undefined);
    if ((await Promise.race([ended, tooLong])) === "late") child.kill("SIGKILL");
    patience.abort();
    await ended;
  };
  const reachable = address === "0.0.0.0" || address === "::" ? "127.0.0.1" : address;
  const url = `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${options.port}`;
  if (!(await untilReady(url, () => hasEnded))) {
    await stop();
    throw new ServerFailed(await ended);
  }
  return { url, process: child, ended, stop };
}
