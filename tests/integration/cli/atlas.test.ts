import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { atlas as atlasHere } from "@/lib/cli/atlas";
import { importReportSchema } from "@/lib/import/report";
import { root } from "@/lib/launcher/lock.mjs";
import { migrationNames } from "@/prisma/schema-engine";
import { cloneDatabase } from "../../support/database";
import { createEmptyDatabase } from "../../support/empty-database";
import { launch } from "../../support/project-copy";

const folder = mkdtempSync(path.join(tmpdir(), "atlas-cli-"));
const legacyPage = path.resolve(root, "..", "shared", "seeds", "legacy-project-page.txt");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one command in a process of its own, as an operator does. */
async function atlas(args: string[], environment: Record<string, string> = {}) {
  const running = launch(root, ["atlas", ...args], { ATLAS_DATA_DIR: path.join(folder, "data"), LANG: "C", ...environment });
  const code = await running.ended;
  return { code, said: running.said(), result: running.result() };
}

/** The same in this process, which takes a tenth of the time: for what ends before a command begins. */
async function here(args: string[], environment: Record<string, string> = {}) {
  const heard = { said: "", result: "" };
  const listen = (stream: NodeJS.WriteStream, name: keyof typeof heard) =>
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      heard[name] += String(chunk);
      return true;
    });
  for (const [name, value] of Object.entries({ LANG: "C", LC_ALL: "", ...environment })) vi.stubEnv(name, value);
  const spies = [listen(process.stderr, "said"), listen(process.stdout, "result")];
  try {
    const code = await atlasHere(args);
    return { code, ...heard };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

describe("help and usage", () => {
  it("is in the operator's language, with no word of another", async () => {
    const french = await here(["import", "legacy-page", "--help"], { LANG: "fr_FR.UTF-8" });
    expect(french.code).toBe(0);
    expect(french.result).toContain("Utilisation");
    expect(french.result).toContain("affiche cette aide");
    expect(french.result).not.toMatch(/Usage|Options:|Arguments:|Commands|display help|choices|default:/);
    const english = await here(["import", "legacy-page", "--help"]);
    expect(english.result).toContain("Usage: atlas import legacy-page [options] FILE…");
  });

  it("--lang decides, wherever it stands", async () => {
    const results = [await here(["--lang", "fr", "--help"]), await here(["--lang=en", "--help"], { LC_ALL: "fr_FR.UTF-8" })];
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(results[0]?.result).toContain("Commandes");
    expect(results[1]?.result).toContain("Exit codes: 0 done, 1 done but some input was rejected, 2 the command could not run.");
  });

  it.each([
    ["an unknown command", ["frobnicate"], "Unknown command: frobnicate"],
    ["an unknown subcommand", ["demo", "frobnicate"], "Unknown command: frobnicate"],
    ["an unknown option", ["migrate", "--frobnicate"], "Unknown option: --frobnicate"],
    ["a missing argument", ["import", "legacy-page"], "Missing argument: FILE"],
    ["a missing value", ["demo", "load", "--projects"], "Missing value for the option --projects <N>"],
    ["a value out of bounds", ["demo", "load", "--projects", "0"], "Value refused for --projects <N>: “0”"],
    [
      "an option that another one excludes",
      ["demo", "load", "--projects", "9", "--scale", "9"],
      "Options that exclude each other: --scale <N>",
    ],
    ["an argument too many", ["migrate", "now"], "Too many arguments."],
    ["a language that we do not speak", ["--lang", "de", "migrate"], "Value refused for --lang <fr|en>: “de”"],
  ])("%s is wrong usage: exit code 2", async (_, args, expected) => {
    const { code, said, result } = await here(args);
    expect(said).toContain(expected);
    expect(said).toContain("--help");
    expect(result).toBe("");
    expect(code).toBe(2);
  });

  it("no command at all shows the help and runs nothing", async () => {
    const { code, said } = await atlas([]);
    expect(said).toContain("Usage: atlas");
    expect(code).toBe(2);
  });
});

describe("a database that does not do", () => {
  it("that does not answer: exit code 2, and its password is not shown", async () => {
    const { code, said, result } = await atlas(["migrate"], { DATABASE_URL: "postgresql://atlas:s3cret@127.0.0.1:9/atlas" });
    expect(code).toBe(2);
    expect(said).toContain("The database does not answer");
    expect(said + result).not.toContain("s3cret");
  });

  it("of another version: only migrate changes it", async () => {
    const database = await createEmptyDatabase();
    const refused = await atlas(["reference", "load"], { DATABASE_URL: database.url });
    expect(refused.code).toBe(2);
    expect(refused.said).toContain("npm run atlas -- migrate");
    const first = await atlas(["migrate"], { DATABASE_URL: database.url });
    expect(first.code).toBe(0);
    for (const name of migrationNames()) expect(first.result).toContain(name);
    const second = await atlas(["migrate"], { DATABASE_URL: database.url });
    expect(second).toMatchObject({ code: 0, result: "No migration to apply: the database is up to date.\n" });
    await database.drop();
  });

  it("whose address is malformed: exit code 2", async () => {
    const { code, said } = await atlas(["migrate"], { DATABASE_URL: "mysql://atlas:s3cret@localhost/atlas" });
    expect(code).toBe(2);
    expect(said).toContain("DATABASE_URL:");
    expect(said).not.toContain("s3cret");
  });
});

describe("commands on data", () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  beforeAll(async () => {
    database = await cloneDatabase("template_reference");
    return () => database.drop();
  });
  const onData = (args: string[]) => atlas(args, { DATABASE_URL: database.url });

  it("reference load says that there is nothing to do, after showing its progress", async () => {
    const { code, result, said } = await onData(["reference", "load"]);
    expect(result).toBe("Reference data were up to date.\n");
    expect(said).toContain("100%");
    expect(code).toBe(0);
  });

  it("demo load and demo wipe count what they did", async () => {
    const loaded = await onData(["demo", "load", "--projects", "30"]);
    expect(loaded.result).toContain("Demonstration data loaded:");
    expect(loaded.result).toMatch(/project: 3\d\n/);
    expect((await onData(["demo", "load", "--projects", "30"])).result).toBe("The demonstration data are already loaded.\n");
    const wiped = await onData(["demo", "wipe"]);
    expect(wiped.result).toMatch(/demonstration rows removed:\n/);
    expect((await onData(["demo", "wipe"])).result).toContain("No demonstration data to remove.");
    expect([loaded.code, wiped.code]).toEqual([0, 0]);
  });

  it("import of a file that is no page: exit code 1, and a report in JSON on standard output alone", async () => {
    const file = path.join(folder, "not-a-page.txt");
    writeFileSync(file, "Ceci n’est pas une fiche.\n");
    const { code, result } = await onData(["import", "legacy-page", file, path.join(folder, "absent.txt"), "--json"]);
    const report = importReportSchema.parse(JSON.parse(result));
    expect(report.files.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(code).toBe(1);
  });

  it.skipIf(!existsSync(legacyPage))(
    "import of the legacy page: a dry run writes nothing, then it is created, then unchanged",
    async () => {
      const statusOf = async (...options: string[]) => {
        const { code, result } = await onData(["import", "legacy-page", legacyPage, "--json", ...options]);
        expect(code).toBe(0);
        return importReportSchema.parse(JSON.parse(result)).files.map(({ status }) => status);
      };
      expect(await statusOf("--dry-run")).toEqual(["created"]);
      expect(await statusOf()).toEqual(["created"]);
      expect(await statusOf()).toEqual(["unchanged"]);
    },
  );
});
