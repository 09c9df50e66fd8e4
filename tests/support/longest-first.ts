import { BaseSequencer, type TestSpecification } from "vitest/node";

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
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
