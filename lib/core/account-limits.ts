/** Bounds of signing in and of what is behind it: part of `limits`, in the same units. */
export const accountLimits = {
  /** Who signed in and does nothing for so long must do so again: restricted addresses must not stay open on a desk. */
  sessionIdleMs: 60 * 60_000,
  /** And after a working day in any case. */
  sessionLifeMs: 12 * 3_600_000,
  /** That somebody is still there is written down no oftener: not a write for each page. */
  sessionSeenMs: 60_000,
  /** A link that was asked for: time to find the mail, not to find the mailbox open another day. */
  signInLinkMs: 15 * 60_000,
  /** The link of an invitation, which comes unasked: a week of work. Days. */
  invitationDays: 7,
  /** A mail that could not leave for so long after it was asked for is of no use any more. */
  signInMailMs: 3_600_000,
  /** One-time links that one network address may ask for in an hour: an office whose people all sign in. */
  signInPerClient: 20,
  /** Links that one network address may open in an hour, and ways to the provider of identities that it may begin. */
  signInUsesPerClient: 60,
  /** Mails with a link to one address in an hour, so that the form cannot be used to pester somebody. */
  signInPerAddress: 5,
  /** Links that all visitors may ask for in an hour. */
  signInPerHour: 600,
  /** The provider of identities sends people back within this time, or they begin again. */
  providerReturnMs: 10 * 60_000,
  /** A provider of identities that does not answer in this time is away. */
  providerTimeoutMs: 10_000,
  /** What is known of a provider of identities is asked for again after this: it changes its keys and addresses in months. */
  providerKeptMs: 3_600_000,
  /** People on one page for those who are signed in: each of them is a line of the audit log. */
  heldContactRows: 20,
  /** Countries or organisations of one account: a correspondent for a region of the world has twenty. */
  accountScope: 60,
  /** Lines of the audit log on a page. */
  auditRows: 50,
  /** The audit log is kept for so long: the CNIL advises six months to a year. The database holds the same bound. Months. */
  auditMonths: 12,
  /** An account is erased so long after it was revoked: its lines of the audit log name it until then. Months. */
  accountMonths: 12,
  /** A link that was asked for is forgotten so long after its time. Days. */
  accountLinkDays: 1,
  /** Letters that wait, on the page of operators; `atlas contacts outbox` lists all. */
  outboxRows: 50,
} as const;
