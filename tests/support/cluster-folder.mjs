import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Makes a temporary folder that PostgreSQL can enter: for root, it runs as another user. */
export function makeClusterFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "atlas-test-"));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Where PostgreSQL runs: in a new folder, which `remove` removes, or in one that others made and will remove. The suites of one
 * run share a folder one after the other (`ATLAS_TEST_CLUSTER`, see tests/run.mjs): each finds what the one before has loaded.
 */
export function clusterFolder(shared) {
  const folder = shared || makeClusterFolder();
  return {
    folders: { folder: path.join(folder, "cluster"), binariesFolder: path.join(folder, "binaries") },
    remove: () => {
      if (!shared) rmSync(folder, { recursive: true, force: true });
    },
  };
}
