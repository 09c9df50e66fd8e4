/** Every bound of the portal, each with its reason. Durations in milliseconds, sizes in bytes unless the name says otherwise. */
export const limits = {
  /** Longer statements are cut: the slowest page query takes milliseconds, so ten seconds means something is wrong. */
  statementTimeoutMs: 10_000,
  /** A visitor must not wait for a database that does not answer: the error page is shown instead. */
  connectionTimeoutMs: 5_000,
  /** Two cores keep about ten PostgreSQL connections busy; more only queue inside the database. */
  poolSize: 10,
  /** Long addresses are hostile or broken; the longest of ours is about 200 characters. */
  urlLength: 4_096,
  /** No public page takes a body yet; the bound protects the process from streams without end. */
  requestBodyBytes: 64 * 1024,
  /** A legacy page is about 15 kB; anything far larger is not one and is refused before it is read whole. */
  legacyPageBytes: 2 * 1024 * 1024,
  /** A value quoted in a report is cut: reports stay readable and cannot be used to exfiltrate a file. */
  reportValueLength: 120,
  /** Records on one page of a list: what a person scans, and under 60 kB of HTML. */
  pageSize: 20,
  /** Numbered pages end here (OFFSET grows with depth); filters narrow further. */
  maxPage: 1_000,
  /** Rows of a table of the data quality page; the whole table has pages of its own. */
  qualityRows: 20,
  /** Lines of an import report on one page: a report may have thousands. */
  reportLines: 50,
  /** Cached pages are at most this old after a change made by another process. Seconds, because Next counts so. */
  pageRevalidateSeconds: 60,
  /** On a stop signal, requests under way get this long before the process ends. */
  shutdownGraceMs: 10_000,
} as const;
