import { expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { statementNames } from "@/lib/core/prepared";

it("a statement is named from the second time on, always alike", () => {
  const name = statementNames();
  expect(name({ sql: "SELECT 1" })).toBe("");
  const given = name({ sql: "SELECT 1" });
  expect(given).not.toBe("");
  expect(name({ sql: "SELECT 1" })).toBe(given);
  expect(name({ sql: "SELECT 2" })).toBe("");
  expect(name({ sql: "SELECT 2" })).not.toBe(given);
});

it("no more statements are named than a connection should keep", () => {
  const name = statementNames();
  const all = Array.from({ length: limits.preparedStatements + 50 }, (_, number) => ({ sql: `SELECT ${number}` }));
  for (const statement of all) [name(statement), name(statement)];
  const names = all.map(name).filter((given) => given !== "");
  expect(new Set(names).size).toBe(limits.preparedStatements);
  expect(names).toHaveLength(limits.preparedStatements);
});
