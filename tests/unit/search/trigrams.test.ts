import { describe, expect, it } from "vitest";
import { TrigramIndex, trigramsOf } from "@/lib/search/trigrams";

describe("trigrams", () => {
  it("are those of the words, as PostgreSQL takes them", () => {
    // SELECT show_trgm('le mali')
    expect([...trigramsOf("le mali")].sort()).toEqual(["  l", "  m", " le", " ma", "ali", "le ", "li ", "mal"]);
    expect(trigramsOf(" ’ ").size).toBe(0);
  });
});

describe("the likest name", () => {
  const index = new TrigramIndex(["senegal", "senegalais", "mali", "malibu", "cote d ivoire"]);

  it("shares most trigrams, of those that either has", () => {
    // SELECT similarity('sengal', 'senegal'): 0.5
    expect(index.likest("sengal")).toEqual({ name: "senegal", score: 0.5 });
    expect(index.likest("cote d ivore")?.name).toBe("cote d ivoire");
    expect(index.likest("xyz")).toBeNull();
  });

  it("is another one than the text", () => {
    expect(index.likest("mali")?.name).toBe("malibu");
  });
});
