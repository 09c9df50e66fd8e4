import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { operatorLocale } from "@/lib/launcher/language.mjs";
import { root } from "@/lib/launcher/lock.mjs";

describe("the operator's language", () => {
  it.each([
    [{ LANG: "fr_FR.UTF-8" }, "fr"],
    [{ LANG: "fr_CA" }, "fr"],
    [{ LC_ALL: "fr_FR.UTF-8", LANG: "en_GB.UTF-8" }, "fr"],
    [{ LC_ALL: "en_GB.UTF-8", LANG: "fr_FR.UTF-8" }, "en"],
    [{ LC_ALL: "", LC_MESSAGES: "fr_FR", LANG: "C" }, "fr"],
    [{ LANG: "C" }, "en"],
    [{ LANG: "de_DE.UTF-8" }, "en"],
    [{}, "en"],
  ])("%o → %s", (environment: Record<string, string>, expected) => {
    expect(operatorLocale(environment)).toBe(expected);
  });
});

describe("start.mjs", () => {
  it("refuses a Node that is too old, in the operator's language", () => {
    const older = 'Object.defineProperty(process.versions, "node", { value: "18.20.0" });';
    const args = [
      "--import",
      `data:text/javascript,${encodeURIComponent(older)}`,
      path.join(root, "lib", "launcher", "start.mjs"),
      "start",
    ];
    const { status, stderr } = spawnSync(process.execPath, args, {
      env: { ...process.env, LC_ALL: "fr_FR.UTF-8" },
      encoding: "utf8",
    });
    expect(stderr).toContain("Node 18.20.0 est trop ancien");
    expect(stderr).toContain("20.19");
    expect(status).toBe(2);
  });
});
