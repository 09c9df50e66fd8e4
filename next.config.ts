import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { securityHeaders } from "./lib/core/security-headers";

/** The server compares them with the database's (/api/ready) and carries no folder of migrations. */
const migrations = readdirSync("prisma/migrations", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Names what answers are made by: an answer that a client has kept from another build is made anew. */
function buildName(): string {
  const hash = createHash("sha256").update(readFileSync("package-lock.json"));
  for (const folder of ["app", "components", "lib", "messages"]) {
    const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
    for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort())
      hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest("base64url").slice(0, 16);
}

/** Lists are made per request and may be shared by caches for a minute. */
const listCacheControl = { key: "Cache-Control", value: "public, max-age=0, s-maxage=60, stale-while-revalidate=300" };

/** Pages that tell the time somewhere: a cache may be a minute late, and no more. */
const clockCacheControl = { key: "Cache-Control", value: "public, max-age=0, s-maxage=60" };

const config: NextConfig = {
  output: "standalone",
  // Otherwise a lock file in a folder above would count as the project's root, and the server would be built elsewhere.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  agentRules: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `npm run check` checks the types of everything once; here the tests would be checked too, and one could stop `npm start`.
  typescript: { ignoreBuildErrors: true },
  // Metadata belongs in <head> for every reader, not only for known crawlers.
  htmlLimitedBots: /.*/,
  // A shared cache may show a page for a day while it asks for a newer one, not for Next's default of a year.
  expireTime: 86_400,
  // Cached pages stay in memory: a disk would keep pages of an older database across restarts, and grow with the records.
  experimental: { globalNotFound: true, isrFlushToDisk: false },
  // The client and its WebAssembly query compiler are loaded by Node, not bundled.
  serverExternalPackages: ["@prisma/client", "@prisma/adapter-pg", "nodemailer", "pg", "pino"],
  outputFileTracingExcludes: { "/*": ["./tests/**", "./docs/**", "./.atlas/**"] },
  env: { ATLAS_MIGRATIONS: migrations.join(","), ATLAS_BUILD: buildName() },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    // What a route says of it itself is overwritten by the line above.
    { source: "/api/v1/:path*", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }] },
    { source: "/:locale(fr|en)/:list(projets|projects|statistiques|statistics|organisations)", headers: [listCacheControl] },
    { source: "/:locale(fr|en)/contacts", headers: [clockCacheControl] },
    { source: "/:locale(fr|en)/contacts/:record([db]\\d+-[^/]+)", headers: [clockCacheControl] },
    {
      source: "/:locale(fr|en)/:quality(qualite|quality)/:table(collectivites|authorities|imports)/:record?",
      headers: [listCacheControl],
    },
  ],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
