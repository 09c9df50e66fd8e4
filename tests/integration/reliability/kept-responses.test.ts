import { get } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoggedServer, openWorkshop, type Workshop } from "../../support/logged-server";

let workshop: Workshop;
let server: LoggedServer;
const address = "/fr/projets?country=SN";

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Asks without what `fetch` adds and undoes: headers as they are given, bytes as they are sent. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(server.url + path, { headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    }).on("error", reject);
  });
}

const wasKept = ({ headers }: Answer) => headers["cache-status"] === "atlas; hit";
const gzip = { "Accept-Encoding": "gzip" };

/** Any write of what pages show. */
const write = () =>
  workshop.sql.query("UPDATE project SET updated_at = updated_at + interval '1 second' WHERE legacy_id IS NOT NULL");

beforeAll(async () => {
  workshop = await openWorkshop();
  server = await workshop.serve();
});

afterAll(async () => {
  await server?.stop();
  await workshop?.close();
});

describe("a search that is asked again", () => {
  test("is answered by what was sent before, byte for byte, under the same headers", async () => {
    const made = await ask(address, gzip);
    const again = await ask(address, gzip);
    expect([made.status, again.status, wasKept(made), wasKept(again)]).toEqual([200, 200, false, true]);
    expect(again.body.equals(made.body)).toBe(true);
    expect(again.headers["content-length"]).toBe(String(made.body.byteLength));
    const ofEachAnswer = [
      "cache-status",
      "content-length",
      "transfer-encoding",
      "x-request-id",
      "date",
      "connection",
      // Tells where Next found the page; nobody is concerned.
      "x-middleware-rewrite",
    ];
    const told = ({ headers }: Answer) => Object.entries(headers).filter(([name]) => !ofEachAnswer.includes(name));
    expect(new Map(told(again))).toEqual(new Map(told(made)));
    expect(again.headers["x-request-id"]).not.toBe(made.headers["x-request-id"]);
    expect(again.headers["x-promised-response"]).toBeUndefined();
  });

  test("is kept for each encoding, and is the same page however its address is written", async () => {
    await ask(address, gzip);
    const plain = await ask(address);
    expect([wasKept(plain), plain.headers["content-encoding"]]).toEqual([false, undefined]);
    const [again, packed] = [await ask(address), await ask(address, gzip)];
    expect([wasKept(again), wasKept(packed)]).toEqual([true, true]);
    expect(gunzipSync(packed.body).equals(again.body)).toBe(true);
    await write();
    const written = await ask("/fr/projets?country=%53N");
    const made = await ask(address);
    expect([wasKept(written), wasKept(made), wasKept(await ask("/fr/projets?country=%53N"))]).toEqual([false, false, true]);
    expect(written.body.equals(made.body)).toBe(true);
  });

  test("is made anew after a write", async () => {
    await ask(address);
    expect(wasKept(await ask(address))).toBe(true);
    await write();
    expect(wasKept(await ask(address))).toBe(false);
    expect(wasKept(await ask(address))).toBe(true);
  });

  test("is 304 for a client that has it, and nothing but headers for HEAD", async () => {
    const { headers } = await ask(address);
    const known = await ask(address, { "If-None-Match": String(headers.etag) });
    expect([known.status, known.body.byteLength]).toEqual([304, 0]);
    const head = await ask(address, {}, "HEAD");
    expect([head.status, wasKept(head), head.body.byteLength]).toEqual([200, false, 0]);
  });

  test("is not kept from a request that may have asked for something of its own", async () => {
    for (const [name, value] of [
      ["Cookie", "a=b"],
      ["Content-Security-Policy", "script-src 'nonce-abc'"],
      ["Next-Url", "/en"],
    ] as const) {
      await write();
      expect((await ask(address, { [name]: value })).status).toBe(200);
      expect(wasKept(await ask(address))).toBe(false);
    }
  });

  test("is not what an update of the results in place gets", async () => {
    await ask(address);
    for (const headers of [{ RSC: "1" }, { RSC: "1", "X-For-Everybody": "1" }]) {
      // Next wants a sign of its own in the address, and tells it.
      const { headers: told } = await ask(address, headers);
      const update = await ask(String(told.location), headers);
      expect([update.status, wasKept(update), update.headers["content-type"]]).toEqual([200, false, "text/x-component"]);
    }
  });

  test("is not what a visitor may promise to himself", async () => {
    const answer = await ask("/fr/projets?country=ML", { "X-Promised-Response": "a" });
    expect([answer.status, wasKept(answer)]).toEqual([200, false]);
  });
});

test.each(["/fr/statistiques?country=SN", "/en/statistics", "/fr/actualites"])("%s is kept, too", async (path) => {
  const made = await ask(path);
  const again = await ask(path);
  expect([made.status, wasKept(made), wasKept(again)]).toEqual([200, false, true]);
  expect(again.body.equals(made.body)).toBe(true);
});

test("a page that nobody may keep is made for each request", async () => {
  for (const path of ["/fr/signaler", "/fr/connexion", "/api/ready"]) {
    await ask(path);
    expect([path, wasKept(await ask(path))]).toEqual([path, false]);
  }
});
