import { describe, expect, it } from "vitest";
import { Screen } from "@/lib/launcher/screen";

function recorder(isTTY: boolean) {
  let text = "";
  const write = (more: string) => {
    text += more;
    return true;
  };
  return { output: { isTTY, write }, text: () => text };
}

const step = "reference.progress.countries";

describe("progress", () => {
  it("is a line a step and quarter in a file", () => {
    const { output, text } = recorder(false);
    const screen = new Screen("en", output);
    for (let done = 0; done <= 100; done++) screen.progress(step, done, 100);
    const lines = text().trimEnd().split("\n");
    expect(lines.length).toBe(5);
    expect(lines.at(-1)).toMatch(/100%$/);
    expect(text()).not.toContain("\u001b");
  });

  it("is one line that is rewritten on a terminal, ended before the next text", () => {
    const { output, text } = recorder(true);
    const screen = new Screen("fr", output);
    for (let done = 0; done <= 100; done++) screen.progress(step, done, 100);
    screen.say("fini");
    expect(text().split("\n").length).toBe(3);
    expect(text()).toMatch(/100\s%\nfini\n$/u);
  });

  it("has no percentage where the end is not known", () => {
    const { output, text } = recorder(false);
    new Screen("en", output).progress(step, 12, 0);
    expect(text()).not.toContain("%");
  });
});
