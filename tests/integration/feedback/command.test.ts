import { beforeAll, describe, expect, it } from "vitest";
import { root } from "@/lib/launcher/lock.mjs";
import { launch } from "../../support/project-copy";
import { accepted, type Desk, openDesk } from "./support";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  return () => desk.close();
});

/** Runs `atlas feedback …` in a process of its own, as an operator does. */
async function feedback(args: string[], environment: Record<string, string> = {}) {
  const running = launch(root, ["atlas", "feedback", ...args], { DATABASE_URL: desk.url, ...environment });
  const code = await running.ended;
  return { code, said: running.said(), result: running.result() };
}

describe("atlas feedback", () => {
  it("lists without personal data, shows everything, closes once, and purges", async () => {
    const fields = { kind: "confirmation", text: "Tout est juste.", email: "a@example.org", organisation: "Ville" };
    const number = await accepted(desk.project, fields, { now: new Date("2026-03-01T12:00:00Z") });
    const other = await accepted(desk.organisation);

    const list = await feedback(["list", "--status", "new"]);
    expect(list.result.trim().split("\n")).toHaveLength(2);
    expect(list.result).toContain(
      `${number}  1 March 2026 at 13:00  ${desk.project}  new  Confirm that everything is still right`,
    );
    expect(list.result).not.toMatch(/example\.org|Tout est juste|Ville/);
    expect(list).toMatchObject({ code: 0, said: "2 reports.\n" });

    const lines = (await feedback(["list", "--json"])).result.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { number: string }).number)).toEqual([number, other]);

    const shown = await feedback(["show", number.toLowerCase().replaceAll("-", "")], { LANG: "fr_FR.UTF-8" });
    for (const part of ["Numéro", number, "a@example.org", "Ville", "Tout est juste.", "nouveau"])
      expect(shown.result).toContain(part);

    const closed = await feedback(["close", number, "--as", "accepted", "--note", "vu avec la ville"]);
    expect(closed).toMatchObject({ code: 0 });
    expect(closed.result).toContain("The project is confirmed as of 1 March 2026.");
    const again = await feedback(["close", number, "--as", "rejected"]);
    expect(again).toMatchObject({ code: 1, result: "" });
    expect(again.said).toContain("already closed (accepted)");

    expect((await feedback(["purge"])).result).toBe("Erased: address and organisation of 1 report, text of no report.\n");
    const json = JSON.parse((await feedback(["show", number, "--json"])).result) as Record<string, unknown>;
    expect(json).toMatchObject({ email: null, organisation: null, body: "Tout est juste.", note: "vu avec la ville" });
  });

  it("lists open objections first, and says what came by the link of the contact", async () => {
    const { rows } = { rows: await desk.database.feedback.findMany({ orderBy: { id: "asc" }, select: { number: true } }) };
    const objection = await accepted(desk.organisation, { kind: "personal_data", text: "Retirez mon nom." });
    const closed = await accepted(desk.organisation, { kind: "personal_data", text: "Retirez mon nom." });
    await feedback(["close", closed, "--as", "done"]);
    await desk.database.feedback.update({ where: { number: objection }, data: { fromConcerned: true } });
    const lines = (await feedback(["list"])).result.trim().split("\n");
    expect(lines.map((line) => line.slice(0, 13))).toEqual([objection, ...rows.map(({ number }) => number), closed]);
    expect(lines[0]).toContain("the very contact, by their link");
    expect((await feedback(["show", objection])).result).toContain("Came from");
  });

  it.each([
    [["show", "A-2026-000000"], "No report has this number: A-2026-000000"],
    [["close", "nonsense", "--as", "done"], "No report has this number: nonsense"],
    [["close", "A-2026-000000"], "Missing option: --as <STATUS>"],
    [["close", "A-2026-000000", "--as", "new"], "Possible: accepted, rejected, done."],
    [["list", "--status", "open"], "Possible: new, accepted, rejected, done."],
  ])("%s could not run: exit code 2", async (args, expected) => {
    const { code, said, result } = await feedback(args);
    expect(said).toContain(expected);
    expect(result).toBe("");
    expect(code).toBe(2);
  });
});
