import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { followParent } from "@/lib/launcher/build";
import { root } from "@/lib/launcher/lock.mjs";
import type { Closing } from "./closing";

/** The least that Next can serve, at the version and in the rendering modes of the portal. */
const files: Record<string, string> = {
  "package.json": JSON.stringify({ name: "bare", private: true, type: "module" }),
  "next.config.js": `const root = import.meta.dirname;
export default { output: "standalone", poweredByHeader: false, agentRules: false, outputFileTracingRoot: root, turbopack: { root } };`,
  "app/layout.jsx": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
  "app/kept/[id]/page.jsx": `export const revalidate = 60;
export const generateStaticParams = () => [];
export default async function Page({ params }) {
  return <p>{(await params).id}</p>;
}`,
  "app/made/page.jsx": `export const dynamic = "force-dynamic";
export default function Page() {
  return <p>made</p>;
}`,
};

/** Kept after its first request, as record pages are; made for each request, as lists are. */
export const barePaths = { kept: (id: number | string) => `/kept/${id}`, made: "/made" };

type Manifest = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };

/** Folders of packages, relative to the project, that the named ones need to build: hoisted ones, each with its own inside. */
export function packagesOf(names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const nested = path.join(from, "node_modules", name);
    const folder = existsSync(path.join(root, nested)) ? nested : path.join("node_modules", name);
    if (found.has(folder) || !existsSync(path.join(root, folder, "package.json"))) return;
    found.add(folder);
    const manifest = JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")) as Manifest;
    const compilers = Object.keys(manifest.optionalDependencies ?? {}).filter((wanted) => wanted.startsWith("@next/"));
    for (const wanted of [...Object.keys(manifest.dependencies ?? {}), ...compilers]) visit(wanted, folder);
  };
  for (const name of names) visit(name, "");
  return [...found];
}

function build(folder: string, closing: Closing): Promise<void> {
  const next = path.join(folder, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, ["--import", followParent, next, "build"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  closing.add(() => void child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`the bare page was not built:\n${output.slice(-4_000)}`)),
    );
  });
}

/** Builds the bare app in a folder of its own; resolves to the folder of its server. */
export async function buildBareNext(folder: string, closing: Closing): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  // Copied: Next's compiler does not follow links out of the project.
  for (const wanted of packagesOf(["next", "react", "react-dom"])) {
    cpSync(path.join(root, wanted), path.join(folder, wanted), { recursive: true, verbatimSymlinks: true });
  }
  await build(folder, closing);
  const server = path.join(folder, ".next", "standalone");
  cpSync(path.join(folder, ".next", "static"), path.join(server, ".next", "static"), { recursive: true });
  return server;
}
