import { describe, expect, it } from "vitest";
import { AtlasError, codeOf } from "@/lib/core/errors";

function named(name: string, message: string, code?: string): Error {
  return Object.assign(new Error(message), { name, code });
}

describe("what an error is answered with", () => {
  it.each([
    ["Raw query failed. Code: `N/A`. Message: `Server has closed the connection.`", "P2010"],
    ["Raw query failed. Code: `57P01`. Message: `terminating connection due to administrator command`", "P2010"],
    ["Can't reach database server at 127.0.0.1:5432", "P1001"],
  ])("is the database that does not answer: %s", (message, code) => {
    expect(codeOf(named("PrismaClientKnownRequestError", message, code))).toBe("database_unavailable");
    expect(codeOf(new Error("no page", { cause: named("PrismaClientKnownRequestError", message, code) }))).toBe(
      "database_unavailable",
    );
  });

  it("is a statement that was cut", () => {
    const message = "Raw query failed. Code: `57014`. Message: `canceling statement due to statement timeout`";
    expect(codeOf(named("PrismaClientKnownRequestError", message, "P2010"))).toBe("too_slow");
  });

  it("is its own code, else a fault of ours", () => {
    expect(codeOf(new AtlasError("not_found", "no record"))).toBe("not_found");
    expect(codeOf(named("TypeError", "Server has closed the connection."))).toBe("internal");
    expect(codeOf("Server has closed the connection.")).toBe("internal");
  });
});
