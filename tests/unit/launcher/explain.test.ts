import { describe, expect, it } from "vitest";
import { EnvError } from "@/lib/core/env";
import { AtlasError } from "@/lib/core/errors";
import { translator } from "@/lib/i18n/translator";
import { explain, withoutPassword } from "@/lib/launcher/explain";
import { ClusterError } from "@/lib/postgres/errors";

const t = translator("en");

describe("what an operator reads of a failure", () => {
  it("never holds a password", () => {
    expect(withoutPassword("cannot reach postgresql://atlas:s3cret@db.example.org:5432/atlas")).toBe(
      "cannot reach postgresql://atlas:…@db.example.org:5432/atlas",
    );
    expect(explain(new Error("bad postgres://a:s3cret@h/d"), t)).not.toContain("s3cret");
    expect(explain(new ClusterError("start_failed", "/data", "postgres://a:s3cret@h/d"), t)).not.toContain("s3cret");
  });

  it("says what is wrong and what to do", () => {
    expect(explain(new EnvError(["PORT: no"]), t)).toBe("Configuration refused:\n  PORT: no");
    expect(explain(new AtlasError("migrations_pending", "x"), t)).toContain("npm run atlas -- migrate");
    expect(explain(new ClusterError("folder_unreachable", "/root/data"), t)).toContain("ATLAS_DATA_DIR");
    expect(explain(Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" }), t)).toBe(
      "The database does not answer: connect ECONNREFUSED 127.0.0.1:1",
    );
  });

  it("is not lost when an error has no words", () => {
    expect(explain(new AggregateError([], ""), t)).toMatch(/^Failed: ./);
  });
});
