/** The one list of error codes; each transport (page, API, command line) maps them once. */
export const errorCodes = {
  database_unavailable: { http: 503, exit: 2 },
  migrations_pending: { http: 503, exit: 2 },
  not_found: { http: 404, exit: 2 },
  invalid_input: { http: 400, exit: 2 },
  url_too_long: { http: 414, exit: 2 },
  body_too_large: { http: 413, exit: 2 },
  cross_site: { http: 403, exit: 2 },
  too_many_requests: { http: 429, exit: 2 },
  internal: { http: 500, exit: 2 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

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
  /ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|timeout exceeded when trying to connect|Connection terminated|terminating connection|DatabaseNotReachable|Can't reach database|P1001|P1002|P1017|P2024|\b08\d{3}\b|\b53\d{3}\b|\b57P0[1-3]\b|the database system is (starting up|shutting down|in recovery mode)/;

/** True when an error, or one of its causes, says that the database does not answer. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let current = error, depth = 0; current && depth < 6; depth++) {
    if (current instanceof AtlasError && current.code === "database_unavailable") return true;
    const { code, message, cause, name } = current as { code?: unknown; message?: unknown; cause?: unknown; name?: unknown };
    if (typeof code === "string" && unavailable.test(code)) return true;
    // A message alone is trusted only from the drivers: a page about "timeouts" must not look like an outage.
    if (
      typeof message === "string" &&
      (name === "DriverAdapterError" || String(name).startsWith("Prisma") || name === "Error" || name === "AggregateError") &&
      unavailable.test(message)
    )
      return true;
    current = cause;
  }
  return false;
}
