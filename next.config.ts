import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { accountPaths } from "./lib/accounts/permissions";
import { pageCacheControl, securityHeaders } from "./lib/core/security-headers";
import { pathnames } from "./lib/i18n/routing";

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

const inBothLanguages = (paths: string | { fr: string; en: string }) =>
  typeof paths === "string" ? [paths] : [paths.fr, paths.en];

/** Pages of every address that no record is behind, in both languages, but the forms, which are made for one visitor. */
const fixedPaths = Object.entries(pathnames)
  .filter(
    ([key]) => !key.includes("[") && !/^\/report|\/(received|verify)$/.test(key) && !accountPaths.some((path) => path === key),
  )
  .flatMap(([, paths]) => inBothLanguages(paths));

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
  // Pages are kept as long as they say what the database does (lib/freshness), in memory: a disk would grow with the records.
  cacheHandler: path.join(import.meta.dirname, "page-cache.mjs"),
  cacheMaxMemorySize: 0,
  experimental: { globalNotFound: true },
  // The client and its WebAssembly query compiler are loaded by Node, not bundled.
  serverExternalPackages: ["@prisma/client", "@prisma/adapter-pg", "nodemailer", "pg", "pino"],
  outputFileTracingExcludes: { "/*": ["./tests/**", "./docs/**", "./.atlas/**"] },
  env: { ATLAS_MIGRATIONS: migrations.join(","), ATLAS_BUILD: buildName() },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    ...accountPaths
      .flatMap((path) => inBothLanguages(pathnames[path]))
      .map((path) => ({
        source: `/:locale(fr|en)${path}`,
        headers: [
          { key: "Cache-Control", value: "private, no-store" },
          { key: "X-Robots-Tag", value: "noindex" },
        ],
      })),
    // What a route says of it itself is overwritten by the line above.
    { source: "/api/v1/:path*", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }] },
    ...[...new Set(fixedPaths), "/:quality(qualite|quality)/imports/:record", "/contacts/:record([db]\\d+-[^/]+)"].map(
      (path) => ({
        source: `/:locale(fr|en)${path === "/" ? "" : path}`,
        headers: [{ key: "Cache-Control", value: pageCacheControl }],
      }),
    ),
  ],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
