import { createServer, get, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noteRequest, reportFailure } from "@/lib/http/failures";
import { keepResponses, promisedHeader, promiseResponse } from "@/lib/http/kept-responses";

/** What the server does with a request, by its path. */
const deeds: Record<string, (response: ServerResponse) => void> = {
  "/whole": (response) => {
    response.write("<p>é");
    response.end("</p>", "utf8");
  },
  "/failed": (response) => {
    response.write("<p>");
    reportFailure(new Error("a part failed"), "request", "/failed");
    response.end();
  },
  "/left": (response) => {
    response.write("<p>");
    response.destroy();
  },
  "/not-found": (response) => {
    response.statusCode = 404;
    response.end("<p>");
  },
  "/cookie": (response) => {
    response.setHeader("Set-Cookie", "a=b");
    response.end("<p>");
  },
  "/private": (response) => {
    response.setHeader("Cache-Control", "private");
    response.end("<p>");
  },
  "/foreign-tag": (response) => {
    response.setHeader("ETag", '"abc"');
    response.end("<p>");
  },
};
const tag = `W/"${"a".repeat(27)}"`;
let server: Server;

const promiseFor = (path: string, etag = tag) =>
  promiseResponse(new Request(`http://localhost${path}`, { headers: { "X-For-Everybody": "1" } }), etag);

/** Bytes that came, or "broken". */
function ask(path: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve) => {
    get({ port, host: "127.0.0.1", path, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
      response.on("error", () => resolve("broken"));
    }).on("error", () => resolve("broken"));
  });
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    response.once("close", noteRequest("request", path));
    keepResponses(request, response);
    response.setHeader("ETag", tag);
    const promised = promiseFor(path);
    if (promised) {
      response.setHeader(promisedHeader, promised);
      return response.end();
    }
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "public, max-age=0");
    deeds[path]?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

test("a page that was sent whole is sent again", async () => {
  expect(promiseFor("/whole")).toBeNull();
  expect(await ask("/whole")).toBe("<p>é</p>");
  expect(promiseFor("/whole")).not.toBeNull();
  expect(promiseFor("/whole", `W/"${"b".repeat(27)}"`)).toBeNull();
  expect(await ask("/whole")).toBe("<p>é</p>");
});

test.each(Object.keys(deeds).filter((path) => path !== "/whole"))("%s is not kept", async (path) => {
  await ask(path);
  expect(promiseFor(path)).toBeNull();
});
