import type { Closing } from "./closing";
import { runNginx } from "./nginx";
import type { Running } from "./server";

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

/** Starts that cache before `portal`. */
export const startHttpCache = (folder: string, portal: string, readyPath: string, closing: Closing): Promise<Running> =>
  runNginx(folder, (port) => configuration(folder, port, portal), readyPath, closing);
