import { HtmlValidate } from "html-validate";
import { expect } from "../../../support/browser";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // How React and Next write what they write: <br/>, async="", one line, no preferred quotes. Valid HTML all the same.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "attr-case": "off",
    // Ids made by React begin with an underscore, which HTML allows and old stylesheets could not select.
    "valid-id": ["error", { relaxed: true }],
    // ARIA allows names on <svg role="img">; the rule knows the element, not the role.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    "no-trailing-whitespace": "off",
    // Titles come from the records; their length is no error.
    "long-title": "off",
  },
});

/** The HTML as it is sent is valid. */
export async function isValid(html: string): Promise<void> {
  const report = await validator.validateString(html);
  const messages = report.results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line, column, selector }) => `${ruleId}: ${message} ${line}:${column} ${selector}`),
  );
  expect.soft(messages).toEqual([]);
}
