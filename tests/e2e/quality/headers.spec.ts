import { languages, pageTypes } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";

/** The policy says everything by name and opens nothing but our own host. */
const policy: Record<string, string[]> = {
  "default-src": ["'none'"],
  "script-src": ["'self'", "'unsafe-inline'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "manifest-src": ["'self'"],
  "form-action": ["'self'"],
  "base-uri": ["'none'"],
  "frame-ancestors": ["'none'"],
};

function readPolicy(header: string | null): Record<string, string[]> {
  const directives = (header ?? "").split(";").map((directive) => directive.trim().split(/\s+/));
  return Object.fromEntries(directives.map(([name = "", ...values]) => [name, values]));
}

/** `inline`: which inline scripts run on a page that is made for one answer. */
function expectSecure(response: Response, inline?: unknown): void {
  const { headers } = response;
  const where = response.url;
  const expected = inline ? { ...policy, "script-src": ["'self'", inline] } : policy;
  expect(readPolicy(headers.get("content-security-policy")), where).toEqual(expected);
  expect(headers.get("x-content-type-options"), where).toBe("nosniff");
  expect(headers.get("x-frame-options"), where).toBe("DENY");
  expect(headers.get("referrer-policy"), where).toBe("strict-origin-when-cross-origin");
  expect(headers.get("permissions-policy"), where).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
  expect(headers.get("strict-transport-security"), where).toBeNull();
  expect(headers.get("x-powered-by"), where).toBeNull();
  expect(headers.get("server"), where).toBeNull();
  expect(headers.get("set-cookie"), where).toBeNull();
  expect(headers.get("x-request-id"), where).toMatch(/^[\w-]{8,64}$/);
}

for (const type of pageTypes) {
  for (const language of languages) {
    test(`${type}, ${language}: carries the security headers and says who may keep it`, async ({ addressOf, baseURL }) => {
      const response = await ask(new URL(addressOf(type, language), baseURL));
      const isAccount = type === "sign in" || type === "link requested";
      expectSecure(response, isAccount ? expect.stringMatching(/^'nonce-[\w+/]{22}=='$/) : undefined);
      const cached = response.headers.get("cache-control") ?? "";
      if (type === "not found") return;
      if (["report form", "contact form", "sign in", "link requested"].includes(type)) {
        // Made for one visitor: it carries the instant at which it was opened, or has to do with who they are.
        expect(cached).toMatch(/no-store/);
        return;
      }
      expect(cached).toMatch(/s-maxage=\d+/);
      expect(cached).not.toMatch(/private|no-store/);
    });
  }
}

const others = {
  "the root": "/",
  "an unknown record": "/fr/projets/p999999999-x",
  "an unknown legacy address": "/legacy/projects/999999999",
  "an address too long": `/fr/projets?theme=${"A".repeat(5_000)}`,
  "the health of the process": "/api/health",
  "the readiness": "/api/ready",
  "an unknown record of the API": "/api/v1/projects/p999999999",
  "the schema of the API": "/api/v1/schema/project",
  "an unknown address of the API": "/api/v1/nothing",
  "an unknown file": "/nothing.txt",
  "an unknown static file": "/_next/static/nothing.js",
} as const;

for (const [name, address] of Object.entries(others)) {
  test(`${name}: carries the security headers`, async ({ baseURL }) => {
    expectSecure(await ask(new URL(address, baseURL), { redirect: "manual" }));
  });
}

test("a redirect to the canonical address carries the security headers", async ({ addressOf, baseURL }) => {
  const bare = addressOf("demo project", "en").replace(/(p\d+)-.*/, "$1");
  const response = await ask(new URL(bare, baseURL), { redirect: "manual" });
  expect(response.status).toBe(308);
  expectSecure(response);
});

test("the record of the API carries the security headers", async ({ addressOf, baseURL }) => {
  const id = /p\d+/.exec(addressOf("demo project", "en"))?.[0];
  expectSecure(await ask(new URL(`/api/v1/projects/${id}`, baseURL)));
});

test("scripts, styles and fonts carry the security headers and are kept for a year", async ({ page, addressOf, baseURL }) => {
  const files = new Set<string>();
  page.on("response", (response) => {
    if (["script", "stylesheet", "font"].includes(response.request().resourceType())) files.add(response.url());
  });
  await page.goto(addressOf("home", "fr"), { waitUntil: "networkidle" });
  expect([...files].some((file) => file.includes(".css"))).toBe(true);
  for (const file of files) {
    const response = await ask(new URL(file, baseURL));
    expectSecure(response);
    expect(response.headers.get("cache-control"), file).toBe("public, max-age=31536000, immutable");
  }
});

test("HSTS is sent where the visitor came over TLS, and only there", async ({ addressOf, baseURL }) => {
  const askWith = (headers: Record<string, string>) => ask(new URL(addressOf("home", "fr"), baseURL), { headers });
  const behindTls = await askWith({ "X-Forwarded-Proto": "https" });
  expect(behindTls.headers.get("strict-transport-security")).toMatch(/^max-age=(?:31536000|63072000); includeSubDomains/);
  expect((await askWith({ "X-Forwarded-Proto": "http" })).headers.get("strict-transport-security")).toBeNull();
  expect((await askWith({})).headers.get("strict-transport-security")).toBeNull();
});
