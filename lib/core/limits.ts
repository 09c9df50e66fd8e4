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
  /** Posts and territories come in small files (the largest known has 2 MB), which are read whole. */
  smallTableBytes: 16 * 1024 * 1024,
  /** France has 35,000 communes; the world has fewer diplomatic posts. */
  smallTableRows: 100_000,
  /** Characters of one row: the longest known has 900. A quote that is never closed would swallow the file. */
  smallTableRecordLength: 64 * 1024,
  /** Outlines in one file: régions and départements are 119. */
  outlineFeatures: 500,
  /** Points of one outline as it comes: the longest known, at 1 km of detail, has 809. */
  outlinePoints: 50_000,
  /** Characters of one stored outline (the longest known has 8,000): maps are drawn on the server from many of them. */
  outlineLength: 65_536,
  /** A value quoted in a report is cut: reports stay readable and cannot be used to exfiltrate a file. */
  reportValueLength: 120,
  /** Records on one page of a list: what a person scans, and under 60 kB of HTML. */
  pageSize: 20,
  /** Numbered pages end here (OFFSET grows with depth); filters narrow further. */
  maxPage: 1_000,
  /** Cached pages are at most this old after a change made by another process. Seconds, because Next counts so. */
  pageRevalidateSeconds: 60,
  /** On a stop signal, requests under way get this long before the process ends. */
  shutdownGraceMs: 10_000,
} as const;
