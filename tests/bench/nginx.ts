import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { freePort } from "@/lib/postgres/cluster";
import type { Closing } from "./closing";
import { getExpected } from "./http";
import { answers, type Running } from "./server";

/** A page as the portal sent it, not compressed. */
export type StaticPage = { body: Buffer; headers: IncomingHttpHeaders };
export type Nginx = Running & { pathOf(page: StaticPage): string };

/** Of one connection or one answer, or written by nginx itself. */
const ownHeaders = new Set(
  "connection content-encoding content-length content-type date etag keep-alive last-modified transfer-encoding vary x-request-id".split(
    " ",
  ),
);

/** Distributions keep it out of an ordinary user's path. */
const searchPath = [process.env.PATH ?? "", "/usr/sbin", "/usr/local/sbin"].join(path.delimiter);

const nginxEnvironment = { ...process.env, PATH: searchPath };

/** Version of the installed nginx; null when there is none. */
export function nginxVersion(): string | null {
  const { stderr, status } = spawnSync("nginx", ["-v"], { encoding: "utf8", env: nginxEnvironment });
  return status === 0 ? (/nginx\/([\d.]+)/.exec(stderr)?.[1] ?? null) : null;
}

function headerLines(headers: IncomingHttpHeaders): string {
  return Object.entries(headers)
    .filter(([name]) => !ownHeaders.has(name))
    .map(([name, value]) => `add_header ${name} "${String(value).replace(/["\\]/g, "\\$&")}";`)
    .join(" ");
}

/**
 * One worker, one log line per request to nowhere, and the compression that Next's own uses (zlib, level 6): what the
 * portal does, without making the page.
 */
function configuration(folder: string, port: number, pages: readonly StaticPage[]): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  const locations = pages.map((page, index) => `location = /${index}.html { ${headerLines(page.headers)} }`);
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  ${temporary.join("\n  ")}
  access_log /dev/null;
  charset utf-8;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  gzip on;
  gzip_comp_level 6;
  gzip_vary on;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/pages;
    location = /nothing { return 204; }
    ${locations.join("\n    ")}
  }
}
`;
}

/** Runs nginx with a configuration, for a free port, until `readyPath` answers. */
export async function runNginx(
  folder: string,
  configured: (port: number) => string,
  readyPath: string,
  closing: Closing,
): Promise<Running> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, configured(port));
  const child = spawn("nginx", ["-e", path.join(folder, "start.log"), "-p", folder, "-c", file], {
    stdio: "ignore",
    env: nginxEnvironment,
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  closing.add(stop);
  const url = `http://127.0.0.1:${port}`;
  if (!(await answers(url + readyPath, () => child.exitCode !== null))) {
    throw new Error(`nginx did not start: ${readFileSync(path.join(folder, "start.log"), "utf8")}`);
  }
  return { url, pid: child.pid ?? 0, stop };
}

/** Serves the pages with nginx, and checks that it sends the very same bytes. */
export async function startNginx(folder: string, pages: readonly StaticPage[], closing: Closing): Promise<Nginx> {
  mkdirSync(path.join(folder, "pages"), { recursive: true });
  pages.forEach((page, index) => {
    writeFileSync(path.join(folder, "pages", `${index}.html`), page.body);
  });
  const server = await runNginx(folder, (port) => configuration(folder, port, pages), "/0.html", closing);
  const pathOf = (page: StaticPage) => `/${pages.indexOf(page)}.html`;
  for (const page of pages) await checkBytes(`${server.url}${pathOf(page)}`, page);
  return { ...server, pathOf };
}

async function checkBytes(url: string, page: StaticPage): Promise<void> {
  const plain = await getExpected(url, "identity");
  const packed = await getExpected(url, "gzip");
  if (packed.headers["content-encoding"] !== "gzip") throw new Error("nginx does not compress");
  if (!plain.body.equals(page.body) || !gunzipSync(packed.body).equals(page.body)) throw new Error("nginx sends other bytes");
}
