import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const modelsFolder = fileURLToPath(new URL("./models/", import.meta.url));
const migrationsFolder = fileURLToPath(new URL("./migrations/", import.meta.url));
const noFilters = { externalTables: [], externalEnums: [] };

/** The schema, as Prisma names its parts: path and content of each file. */
function schemaFiles() {
  return readdirSync(modelsFolder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: `models/${name}`, content: readFileSync(modelsFolder + name, "utf8") }));
}

/** Names of the migrations of this version, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const scriptOf = (name: string) => readFileSync(`${migrationsFolder}${name}/migration.sql`, "utf8");

/** SHA-256 of a migration's script, as Prisma records it in the database. */
export function migrationChecksum(name: string): string {
  return createHash("sha256").update(scriptOf(name)).digest("hex");
}

function migrationsList(names: string[]) {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: readFileSync(`${migrationsFolder}migration_lock.toml`, "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: scriptOf(name) },
      },
    })),
  };
}

let loaded = false;

/** Prisma's schema engine is used as WebAssembly: its binary cannot be downloaded on closed networks (decision 003). */
function loadEngine(): void {
  if (loaded) return;
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const module = new WebAssembly.Module(readFileSync(path.join(path.dirname(entry), "schema_engine_bg.wasm")));
  const glue = bindings as unknown as WebAssembly.ModuleImports & { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  loaded = true;
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type PerformIO = (query: unknown) => Promise<{ fields: { dataTypeID: number }[] }>;

/** Type numbers of PostgreSQL: the catalogue's one-byte "char", which the adapter does not know, and char(n), which it does. */
const oneByteCharacter = 18;
const paddedCharacter = 1042;

/** Lets the engine read the catalogue (introspection), whose one-byte columns it expects as characters. */
function readOneByteCharacters(adapter: Adapter): void {
  const { performIO } = adapter as unknown as { performIO: PerformIO };
  const queryRaw = adapter.queryRaw.bind(adapter);
  let found: number[] = [];
  Object.assign(adapter, {
    performIO: async (query: unknown) => {
      const result = await performIO.call(adapter, query);
      found = result.fields.flatMap((field, index) => (field.dataTypeID === oneByteCharacter ? [index] : []));
      for (const index of found) Object.assign(result.fields[index] ?? {}, { dataTypeID: paddedCharacter });
      return result;
    },
    queryRaw: async (query: Parameters<Adapter["queryRaw"]>[0]) => {
      const result = await queryRaw(query);
      for (const index of found) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    },
  });
}

/**
 * The adapter cuts a script at every semicolon, which breaks function bodies. Sent whole, PostgreSQL parses it itself and
 * runs it as one transaction, so that a migration applies entirely or not at all.
 */
class WholeScripts extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(pool);
  }
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await this.pool.query(script);
    };
    readOneByteCharacters(adapter);
    return adapter;
  }
}

async function withEngine<T>(url: string, run: (engine: bindings.SchemaEngine) => Promise<T>): Promise<T> {
  loadEngine();
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
  const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content]);
  const engine = await bindings.SchemaEngine.new({ datamodels }, () => undefined, factory);
  try {
    return await run(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** Applies those of `names` that the database lacks and returns them. Not safe for two callers at once: see migrate.ts. */
export function applyMigrations(url: string, names: string[] = migrationNames()): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: migrationsList(names), filters: noFilters });
    return result.appliedMigrationNames;
  });
}

/** SQL that would turn an empty database into the one that the schema describes. */
export function schemaScript(url: string): Promise<string> {
  return withEngine(url, async (engine) => {
    const to = { tag: "schemaDatamodel" as const, files: schemaFiles() };
    const result = await engine.diff({ from: { tag: "empty" }, to, script: true, exitCode: null, filters: noFilters });
    return result.stdout ?? "";
  });
}

/** SQL that would bring the database at `url` to the schema; a comment alone when they agree. */
export function schemaDifference(url: string): Promise<string> {
  return withEngine(url, async (engine) => {
    const from = { tag: "schemaDatasource" as const, files: schemaFiles(), configDir: modelsFolder };
    const to = { tag: "schemaDatamodel" as const, files: schemaFiles() };
    const result = await engine.diff({ from, to, script: true, exitCode: null, filters: noFilters });
    return result.stdout ?? "";
  });
}
