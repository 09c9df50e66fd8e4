import { defineConfig } from "prisma/config";

// `prisma generate` looks for an engine binary that closed networks cannot download and that the WebAssembly engine
// replaces (docs/decisions/003-migrations-without-a-binary.md): any existing file satisfies it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= process.execPath;

export default defineConfig({
  schema: "prisma/models",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
