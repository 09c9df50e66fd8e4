import { describe, expect, it } from "vitest";
import { parityProblems, usageProblems } from "../../check/messages";

const texts = (entries: Record<string, string>) => new Map(Object.entries(entries));

describe("messages of both languages", () => {
  it("agree when keys and arguments agree, whatever the plural forms", () => {
    const french = texts({
      "a.count": "{n, plural, one {# projet} many {# de projets} other {# projets}}",
      "a.link": "<link>voir</link>",
    });
    const english = texts({ "a.count": "{n, plural, one {# project} other {# projects}}", "a.link": "<link>see</link>" });
    expect(parityProblems(french, english)).toEqual([]);
  });

  it.each([
    ["a missing key", { a: "x" }, {}, "a: missing in English"],
    ["an argument of one language alone", { a: "{n} x" }, { a: "x" }, "a: arguments differ: French n; English none"],
    ["another name", { a: "{n}" }, { a: "{m}" }, "a: arguments differ: French n; English m"],
    [
      "other options of a choice",
      { a: "{k, select, b {x} other {y}}" },
      { a: "{k, select, c {x} other {y}}" },
      "a: arguments differ",
    ],
    ["a tag of one language alone", { a: "<b>x</b>" }, { a: "x" }, "a: arguments differ: French <b>; English none"],
    [
      "an argument inside a plural",
      { a: "{n, plural, other {{who} #}}" },
      { a: "{n, plural, other {#}}" },
      "a: arguments differ",
    ],
    ["an empty text", { a: "x" }, { a: " " }, "a: empty"],
    ["a malformed message", { a: "{n" }, { a: "x" }, "a: not a valid message in French"],
  ])("differ by %s", (_, french: Record<string, string>, english: Record<string, string>, expected) => {
    const [problem, ...others] = parityProblems(texts(french), texts(english));
    expect(problem).toContain(expected);
    expect(others).toEqual([]);
  });
});

describe("use of messages", () => {
  const keys = new Set(["home.title", "home.theme.water", "home.theme.waste", "errors.not_found.title", "errors.not_found.text"]);
  const slot = "$".concat("{code}");
  const page = { name: "page.tsx", text: `const t = useTranslations("home"); t("title"); t(\`theme.${slot}\`);` };
  const problem = {
    name: "problem.ts",
    text: `const text = \`${"$"}{t(\`errors.${slot}.title\`)}: ${"$"}{t(\`errors.${slot}.text\`)}\`;`,
  };

  it("is found through namespaces, literals and templates", () => {
    expect(usageProblems(keys, [page, problem])).toEqual([]);
  });

  it("shows a key that nothing asks for", () => {
    expect(usageProblems(new Set([...keys, "home.old"]), [page, problem])).toEqual(["home.old: used nowhere"]);
  });

  it("does not take a variable part for several steps of a key", () => {
    expect(usageProblems(new Set([...keys, "home.theme.water.long"]), [page, problem])).toEqual([
      "home.theme.water.long: used nowhere",
    ]);
  });

  it("shows a key that does not exist", () => {
    const wrong = { name: "wrong.tsx", text: 'const t = await getTranslations("home"); t("titel");' };
    expect(usageProblems(keys, [page, problem, wrong])).toEqual(["titel: asked for by wrong.tsx, but there is no such message"]);
  });
});
