import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@/lib/postgres/cluster";
import type { Closing } from "./closing";
import { nginxEnvironment } from "./nginx";
import { answers, type Running } from "./server";

/** nginx before a portal as a cache that keeps what `Cache-Control` allows, and one answer to all who ask at once. */
const configuration = (folder: string, port: number, portal: string) => `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
  access_log off;
  keepalive_requests 100000000;
  proxy_cache_path ${folder}/kept keys_zone=kept:10m;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${portal};
      proxy_http_version 1.1;
      proxy_cache kept;
      proxy_cache_lock on;
      proxy_cache_background_update on;
      proxy_cache_use_stale updating;
    }
  }
}
`;

export async function startHttpCache(folder: string, portal: string, readyPath: string, closing: Closing): Promise<Running> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, configuration(folder, port, portal));
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
  if (!(await answers(url + readyPath, () => child.exitCode !== null))) throw new Error("nginx did not start");
  return { url, pid: child.pid ?? 0, stop };
}
