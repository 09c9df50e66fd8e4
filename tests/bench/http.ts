import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** What a browser asks for, and the page as it is. */
export type Encoding = "gzip" | "identity";
/** `body` as it came over the wire, `ms` from the request to its last byte. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; ms: number };

const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const timeoutMs = 30_000;

/** One GET, the way a browser's network layer sees it: nothing followed, nothing decoded. */
export function get(url: string, encoding: Encoding): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, timeout: timeoutMs, headers: { "accept-encoding": encoding } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks),
          ms: performance.now() - startedAt,
        }),
      );
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer within ${timeoutMs} ms: ${url}`)));
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The server may end an idle connection at the moment we use it again: that is no answer, so ask anew.
      if (sent.reusedSocket && error.code === "ECONNRESET") get(url, encoding).then(resolve, reject);
      else reject(error);
    });
    sent.end();
  });
}

/** As `get`; throws unless the status is the expected one: a fast error page is no measure. */
export async function getExpected(url: string, encoding: Encoding, status = 200): Promise<Answer> {
  const answer = await get(url, encoding);
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${url}`);
  return answer;
}
