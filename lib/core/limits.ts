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
  /** The largest body that a page takes is a visitor's report: its fields at their bounds, in three-byte letters percent-encoded. */
  requestBodyBytes: 64 * 1024,
  /** A legacy page is about 15 kB; anything far larger is not one and is refused before it is read whole. */
  legacyPageBytes: 2 * 1024 * 1024,
  /** A value quoted in a report is cut: reports stay readable and cannot be used to exfiltrate a file. */
  reportValueLength: 120,
  /** Records on one page of a list: what a person scans, and under 60 kB of HTML. */
  pageSize: 20,
  /** Numbered pages end here (OFFSET grows with depth); filters narrow further. */
  maxPage: 1_000,
  /** Cached pages are at most this old after a change made by another process. Seconds, because Next counts so. */
  pageRevalidateSeconds: 60,
  /** Two pages of text: more belongs into a document, whose address the form asks for. UTF-16 units, as browsers count. */
  feedbackTextLength: 5_000,
  /** Longer addresses are cut by mail programs and hostile to readers. */
  feedbackUrlLength: 500,
  /** The longest names of organisations in the field's registers stay under it. */
  feedbackOrganisationLength: 200,
  /** RFC 5321: a path has 256 octets, two of them its brackets. */
  emailLength: 254,
  /** Nobody reads a form and writes into it faster. */
  feedbackQuickestMs: 3_000,
  /** A form left open overnight may still be sent; an older one must be looked at again. */
  feedbackFormLifeMs: 24 * 3_600_000,
  /** Reports of one network address in an hour: a town hall that checks its records one after the other. */
  feedbackPerClient: 20,
  /** That hour: the longest that anything made of a visitor's network address is kept, in memory only. */
  feedbackWindowMs: 3_600_000,
  /** Reports of all visitors in an hour: what operators could read in days, and no flood of the database. */
  feedbackPerHour: 300,
  /** Acknowledgements to one address in a day, so that the form cannot be used to pester somebody. */
  feedbackMailsPerAddress: 5,
  /** E-mail address and organisation of a visitor are erased after this: questions are asked within weeks. Months. */
  feedbackContactMonths: 6,
  /** The text of a closed report is erased after this: long enough to explain a correction of the last three years. Months. */
  feedbackTextMonths: 36,
  /** A mail server that does not answer in this time is tried again later; well under the minute of the first retry. */
  mailTimeoutMs: 10_000,
  /** Attempts at one mail: with the growing pauses of lib/feedback/mail-queue.ts about four days, as mail servers do. */
  mailAttempts: 12,
  /** Mail that waits, from before a restart or for its next attempt, is looked for this often. */
  mailTimerMs: 60_000,
  /** On a stop signal, requests under way get this long before the process ends. */
  shutdownGraceMs: 10_000,
} as const;
