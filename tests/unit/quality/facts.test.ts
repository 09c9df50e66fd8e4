import { expect, it } from "vitest";
import { factCodes, missingFacts } from "@/lib/quality/facts";
import { ruleCodes } from "@/lib/quality/rules";
import { chartresQuebec } from "@/tests/support/project-fixture";

it("names what the record of Chartres and Québec does not state, and no more", () => {
  expect(missingFacts(chartresQuebec)).toEqual(["confirmation"]);
});

it("takes an unknown amount for no amount, and a signature for a start", () => {
  const funding = chartresQuebec.funding.map((line) => ({ ...line, amount: null }));
  expect(missingFacts({ ...chartresQuebec, funding, start: null })).toEqual(["funding", "confirmation"]);
  expect(missingFacts({ ...chartresQuebec, signedYear: null })).toEqual(["confirmation"]);
});

it("has a rule for each fact", () => {
  for (const fact of factCodes) expect(ruleCodes).toContain(`no_${fact}`);
});
