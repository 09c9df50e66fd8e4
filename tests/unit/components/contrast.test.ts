import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");

function tokens(block: string | undefined): Record<string, string> {
  return Object.fromEntries(
    [...(block ?? "").matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

const light = tokens(/^:root \{([^}]*)\}/m.exec(css)?.[1]);
const dark = tokens(/prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/.exec(css)?.[1]);
const themes = { light, dark };

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Record<string, string>, a: string, b: string): number {
  const [first, second] = [theme[a], theme[b]];
  if (!first || !second) throw new Error(`unknown token ${first ? b : a}`);
  const [dim = 0, bright = 0] = [luminance(first), luminance(second)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ["paper", "surface"];
const text = ["ink", "muted", "french", "partner", "positive", "warning", "danger", "neutral"];
const textPairs = [
  ...text.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...["french-tint", "partner-tint", "sea", "land", "french-land", "partner-land"].map((ground) => ["ink", ground] as const),
  ...(["ink", "french"] as const).map((ground) => ["paper", ground] as const),
];
const graphicPairs = [
  ...["rule", "focus", "neutral", "french", "partner"].flatMap((mark) => grounds.map((ground) => [mark, ground] as const)),
  ...["coast", "french", "partner", "ink"].map((mark) => [mark, "sea"] as const),
  ...["french", "partner"].map((mark) => [mark, "land"] as const),
];

describe.each(Object.entries(themes))("%s theme", (name, theme) => {
  it("states every colour", () => {
    expect(Object.keys(theme).sort()).toEqual(Object.keys(light).sort());
    expect(Object.keys(theme).length).toBeGreaterThan(20);
  });

  it.each(textPairs)("text %s on %s", (ink, ground) => {
    expect(contrast(theme, ink, ground), `${ink} on ${ground}, ${name}`).toBeGreaterThanOrEqual(4.5);
  });

  it.each(graphicPairs)("graphic %s on %s", (mark, ground) => {
    expect(contrast(theme, mark, ground), `${mark} on ${ground}, ${name}`).toBeGreaterThanOrEqual(3);
  });
});

it("measures contrast as WCAG does", () => {
  expect(contrast({ a: "#000000", b: "#ffffff" }, "a", "b")).toBe(21);
  expect(contrast({ a: "#777777", b: "#ffffff" }, "a", "b")).toBeCloseTo(4.48, 2);
});
