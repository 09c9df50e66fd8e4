import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// A time zone far from ours, with a half-hour offset: a date that depends on the machine's zone shows at once.
process.env.TZ = "Asia/Kathmandu";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };

/** Run with the machine to themselves: a collector that waits for a processor leaves more in memory. */
const measuringMemory = ["tests/integration/import/large.test.ts"];

/** Files that take longest: one of them, begun last, would leave the other workers without work. */
const longest = [
  "launcher/start.test.ts",
  "backup/restore.test.ts",
  "backup/hardship.test.ts",
  "import/killed.test.ts",
  "import/territories.test.ts",
  "import/tables.test.ts",
  "reference/load.test.ts",
  "cli/atlas.test.ts",
];

const rank = ({ moduleId }: TestSpecification) => {
  const place = longest.findIndex((name) => moduleId.endsWith(`/integration/${name}`));
  return place < 0 ? longest.length : place;
};

/** Long files first; vitest's own order, which knows their size alone on a fresh copy, for the others. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

const withDatabase = {
  globalSetup: ["tests/support/database-cluster.ts"],
  testTimeout: 120_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  resolve: { alias },
  test: {
    // One more than there are cores: a test waits for PostgreSQL, for processes to start, for time to pass.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"],
          // They change nothing that lasts: files may share the modules that they load, which takes longer than most of them.
          isolate: false,
          // Property tests work for seconds; a machine under load needs more than the default of five.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          exclude: measuringMemory,
          ...withDatabase,
        },
      },
      {
        resolve: { alias },
        test: { name: "memory", include: measuringMemory, ...withDatabase, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
