/** The one list of error codes; each transport (page, API, command line) maps them once. */
export const errorCodes = {
  database_unavailable: { http: 503, exit: 2 },
  migrations_pending: { http: 503, exit: 2 },
  not_found: { http: 404, exit: 2 },
  invalid_input: { http: 400, exit: 2 },
  url_too_long: { http: 414, exit: 2 },
  body_too_large: { http: 413, exit: 2 },
  cross_site: { http: 403, exit: 2 },
  forbidden: { http: 403, exit: 2 },
  too_many_requests: { http: 429, exit: 2 },
  too_slow: { http: 503, exit: 2 },
  internal: { http: 500, exit: 2 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Seconds after which it is worth asking again. A question that took too long is likely to do so again until fewer ask. */
const retryAfter: Partial<Record<ErrorCode, number>> = { database_unavailable: 5, migrations_pending: 5, too_slow: 60 };

/** The header that tells a client when to ask again (RFC 9110); none for errors that do not pass by themselves. */
export function retryHeaders(code: ErrorCode): Record<string, string> {
  const seconds = retryAfter[code];
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}

/** An error with a code of the list, its cause and a context that holds no personal data. */
export class AtlasError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { cause?: unknown; context?: Record<string, string | number> } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AtlasError";
    this.context = options.context ?? {};
  }
  readonly context: Record<string, string | number>;
}

/** Node's network errors and PostgreSQL's SQLSTATE classes 08, 53, 57P (connection, resources, shutdown). */
const unavailable =
  /ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|timeout exceeded when trying to connect|Connection terminated|terminating connection|DatabaseNotReachable|ConnectionClosed|Server has closed the connection|Can't reach database|P1001|P1002|P1017|P2024|\b08\d{3}\b|\b53\d{3}\b|\b57P0[1-3]\b|the database system is (starting up|shutting down|in recovery mode)/;

/** PostgreSQL's query_canceled: the statement ran longer than it may (`statementTimeoutMs`). */
const cut = /\b57014\b/;

/** What an error, or one of its causes, says of the database; null: nothing. */
function troubleOf(error: unknown): "database_unavailable" | "too_slow" | null {
  for (let current = error, depth = 0; current && depth < 6; depth++) {
    if (current instanceof AtlasError && current.code === "database_unavailable") return current.code;
    const { code, message, cause, name } = current as { code?: unknown; message?: unknown; cause?: unknown; name?: unknown };
    // A message alone is trusted only from the drivers: a page about "timeouts" must not look like an outage.
    const isDriver =
      name === "DriverAdapterError" || String(name).startsWith("Prisma") || name === "Error" || name === "AggregateError";
    const said = [code, isDriver ? message : null].filter((text) => typeof text === "string");
    if (said.some((text) => unavailable.test(text))) return "database_unavailable";
    if (said.some((text) => cut.test(text))) return "too_slow";
    current = cause;
  }
  return null;
}

/** The code that an error is answered with: its own, or what it says of the database; else `internal`. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof AtlasError ? error.code : (troubleOf(error) ?? "internal");
}

/** True when an error, or one of its causes, says that the database does not answer. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return troubleOf(error) === "database_unavailable";
}
