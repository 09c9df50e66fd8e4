import { beforeAll, describe, expect, it } from "vitest";
import { root } from "@/lib/launcher/lock.mjs";
import { launch } from "../../support/project-copy";
import { type Bench, openBench } from "./support";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  return () => bench.close();
});

/** Runs one command in a process of its own, as an operator does. */
async function atlas(args: string[], environment: Record<string, string> = {}) {
  const running = launch(root, ["atlas", ...args], { DATABASE_URL: bench.url, LANG: "C", ...environment });
  const code = await running.ended;
  return { code, said: running.said(), result: running.result() };
}

describe("the commands on records", () => {
  it("show, ask, and do, in the operator's language", async () => {
    await bench.projects("a", "1;Eau à Ndiaré;2015;;Poitiers;Ndiaré (Sénégal);Sénégal;;;");
    await bench.projects("b", "7;Ndiaré, l’eau;2016;;Poitiers;Ndiaré (Sénégal);Sénégal;;;");
    const [keep, other] = [(await bench.project("Eau à Ndiaré")).publicId, (await bench.project("Ndiaré, l’eau")).publicId];
    const state = await bench.state();

    const asked = await atlas(["merge", keep, other]);
    expect(asked).toMatchObject({ code: 2, result: "" });
    for (const part of [`Kept: ${keep} · Eau à Ndiaré · source a`, `${other}: Ndiaré, l’eau`, `${other}: 2016`, "Add --yes"])
      expect(asked.said).toContain(part);
    const dry = await atlas(["merge", keep, other, "--dry-run"], { LANG: "fr_FR.UTF-8" });
    expect(dry.code).toBe(0);
    expect(dry.result).toContain("Rien n’a été changé.");
    expect(await bench.state()).toEqual(state);

    const pairs = await atlas(["duplicates"]);
    expect(pairs).toMatchObject({ code: 0, said: "1 pair.\n" });
    expect(pairs.result).toContain(`Same project: atlas merge ${keep} ${other}`);
    const lines = (await atlas(["duplicates", "--json"])).result.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { other: { publicId: string } }).other.publicId)).toEqual([other]);

    const done = await atlas(["merge", keep, other, "--yes", "--json"]);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.result)).toMatchObject({ keep, other, dryRun: false });
    expect((await atlas(["duplicates"], { LANG: "fr_FR.UTF-8" })).said).toBe("Aucune paire.\n");
    const gone = await atlas(["merge", keep, other, "--yes"], { LANG: "fr_FR.UTF-8" });
    expect(gone).toMatchObject({ code: 2, result: "" });
    expect(gone.said).toContain(`${other} a été fusionné dans ${keep}.`);

    const corrected = await atlas(["correct", keep, "end=2019-05", "--source", "délibération"], { LANG: "fr_FR.UTF-8" });
    expect(corrected).toMatchObject({ code: 0, result: `${keep} est corrigé :\n  end: non renseigné → 2019-05\n` });
    expect((await atlas(["correct", keep, "end=2019-05"])).result).toContain("says so already");
    const wrong = await atlas(["correct", keep, "declaredStatus=asleep"]);
    expect(wrong).toMatchObject({ code: 2, result: "" });
    expect(wrong.said).toMatch(/declaredStatus: “asleep” is no code of the list. Codes: .*ongoing/);
    expect((await atlas(["correct", "--help"])).result).toContain("Fields of an organisation: name, nameEn");
  });
});
