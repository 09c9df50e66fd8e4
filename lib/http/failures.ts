import { codeOf, type ErrorCode } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

type UnderWay = {
  /** Addresses by the id of a request. */
  addresses: Map<string, string>;
  /** How many requests for an address are not answered yet, and what its page failed with. */
  pages: Map<string, { requests: number; code: ErrorCode | null }>;
};

const globals = globalThis as { atlasUnderWay?: UnderWay };

function underWay(): UnderWay {
  globals.atlasUnderWay ??= { addresses: new Map(), pages: new Map() };
  return globals.atlasUnderWay;
}

/**
 * Remembers a request until what is returned is called. Next makes a page once for all who ask for it at the same time, and
 * reports its failure as that of one of them: it is told to each by the address.
 */
export function noteRequest(id: string, address: string): () => void {
  const { addresses, pages } = underWay();
  const page = pages.get(address) ?? { requests: 0, code: null };
  page.requests++;
  pages.set(address, page);
  addresses.set(id, address);
  return () => {
    page.requests--;
    if (page.requests === 0) pages.delete(address);
    addresses.delete(id);
  };
}

/** What the page at an address that somebody waits for failed with; null: nobody knows. */
export const failureOf = (address: string): ErrorCode | null => underWay().pages.get(address)?.code ?? null;

/** Logs an error that Next caught, with the digest that the page shows, and notes its code for the answers. */
export function reportFailure(error: unknown, requestId: string | undefined, route: string): void {
  const code = codeOf(error);
  const { addresses, pages } = underWay();
  const page = pages.get(addresses.get(requestId ?? "") ?? "");
  if (page) page.code = code;
  const { digest, name, stack } = error as { digest?: string; name?: string; stack?: string };
  // The message may quote a value of the request; the stack's frames do not.
  const frames = code === "internal" ? stack?.split("\n").slice(1, 8).join("\n") : undefined;
  log().error({ request_id: requestId, route, code, digest, error: name, frames }, "request failed");
}
