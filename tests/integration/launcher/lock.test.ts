import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root, takeLock } from "@/lib/launcher/lock.mjs";

const name = `test:${process.pid}`;
const whoAmI = () => ({ pid: process.pid, command: "test" });

/** Another process that takes the lock and keeps it. */
async function holdElsewhere() {
  const lock = path.join(root, "lib", "launcher", "lock.mjs");
  const program = `const { takeLock } = await import(${JSON.stringify(lock)});
    await takeLock(${JSON.stringify(name)}, () => ({ pid: process.pid, command: "start" }));
    console.log("held"); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

describe("the launcher's lock", () => {
  it("has one holder, who says who it is", async () => {
    const first = await takeLock(name, whoAmI);
    expect(first.holder).toBeUndefined();
    expect(await takeLock(name, whoAmI)).toEqual({ holder: { pid: process.pid, command: "test" } });
    if (!first.holder) first.release();
    const next = await takeLock(name, whoAmI);
    expect(next.holder).toBeUndefined();
    if (!next.holder) next.release();
  });

  it("is free again when its holder was killed without a word", async () => {
    const child = await holdElsewhere();
    expect((await takeLock(name, whoAmI)).holder).toEqual({ pid: child.pid, command: "start" });
    child.kill("SIGKILL");
    await once(child, "exit");
    const lock = await takeLock(name, whoAmI);
    expect(lock.holder).toBeUndefined();
    if (!lock.holder) lock.release();
  });

  it("goes to exactly one of many who ask at once", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => takeLock(name, whoAmI)));
    const holders = all.filter((lock) => !lock.holder);
    expect(holders.length).toBe(1);
    for (const lock of holders) if (!lock.holder) lock.release();
  });
});
