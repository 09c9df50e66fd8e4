import { describe, expect, it } from "vitest";
import { limits } from "@/lib/core/limits";
import { clientAddress } from "@/lib/http/client-address";
import { readForm, refuseOtherSites } from "@/lib/http/form-body";

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  clientAddress({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } });

describe("address of the visitor", () => {
  it("is the connection's, whatever it says of itself", () => {
    expect(from("198.51.100.7", "203.0.113.9")).toBe("198.51.100.7");
    expect(from("2001:db8::7", "203.0.113.9")).toBe("2001:db8::7");
  });

  it("is what the operator's own proxy says, the last public one", () => {
    expect(from("127.0.0.1", "203.0.113.9")).toBe("203.0.113.9");
    expect(from("::ffff:10.0.0.2", "6.6.6.6, 203.0.113.9, 10.0.0.3")).toBe("203.0.113.9");
    expect(from("::1", "2001:db8::9")).toBe("2001:db8::9");
    expect(from("fd00::1", "nonsense, 203.0.113.9, unknown")).toBe("203.0.113.9");
  });

  it("is private where nothing else is known", () => {
    expect(from("127.0.0.1")).toBe("127.0.0.1");
    expect(from("127.0.0.1", "10.1.2.3")).toBe("10.1.2.3");
    expect(from(undefined)).toBe("");
  });
});

describe("form of a request", () => {
  const post = (headers: Record<string, string>, body: BodyInit = "a=1") =>
    new Request("http://atlas.example/fr", { method: "POST", headers: { host: "atlas.example", ...headers }, body });
  const isRefused = (headers: Record<string, string>) => {
    try {
      refuseOtherSites(post(headers));
      return false;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it("comes from our own pages", () => {
    expect(isRefused({ "sec-fetch-site": "same-origin", origin: "https://atlas.example" })).toBe(false);
    expect(isRefused({ origin: "https://atlas.example" })).toBe(false);
    expect(isRefused({ origin: "https://public.example", "x-forwarded-host": "public.example" })).toBe(false);
    expect(isRefused({ origin: "http://localhost:3000", host: "upstream" })).toBe(false);
    expect(isRefused({})).toBe(false);
    for (const site of ["cross-site", "same-site", "none"])
      expect(isRefused({ "sec-fetch-site": site }), site).toBe("cross_site");
    for (const origin of ["null", "https://evil.example", "https://atlas.example.evil.example"])
      expect(isRefused({ origin }), origin).toBe("cross_site");
  });

  const type = { "content-type": "application/x-www-form-urlencoded" };

  it("is read to its bound and no further, whatever length it states", async () => {
    expect((await readForm(post(type, "a=1&b=%C3%A9+x"))).get("b")).toBe("é x");
    await expect(readForm(post(type, "a".repeat(limits.requestBodyBytes + 1)))).rejects.toMatchObject({ code: "body_too_large" });
    await expect(readForm(post({ "content-type": "text/plain" }))).rejects.toMatchObject({ code: "invalid_input" });
  });
});
