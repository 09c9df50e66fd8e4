import { accountLimits } from "./account-limits";

/** Every bound of the portal, each with its reason. Durations in milliseconds, sizes in bytes unless the name says otherwise. */
export const limits = {
  ...accountLimits,
  /** Longer statements are cut: the slowest page query takes milliseconds, so ten seconds means something is wrong. */
  statementTimeoutMs: 10_000,
  /** A visitor must not wait for a database that does not answer: the error page is shown instead. */
  connectionTimeoutMs: 5_000,
  /** Two cores keep about ten PostgreSQL connections busy; more only queue inside the database. */
  poolSize: 10,
  /** Statements kept read and planned on each connection, some 40 kB each. */
  preparedStatements: 256,
  /** Long addresses are hostile or broken; the longest of ours is about 200 characters. */
  urlLength: 4_096,
  /** The largest body that a page takes is a visitor's report: its fields at their bounds, in three-byte letters percent-encoded. */
  requestBodyBytes: 64 * 1024,
  /** A legacy page is about 15 kB; anything far larger is not one and is refused before it is read whole. */
  legacyPageBytes: 2 * 1024 * 1024,
  /** Elements of a saved page: those of the legacy Atlas have some hundreds. */
  htmlElements: 100_000,
  /** Elements inside each other in a saved page; browsers stop at 512. */
  htmlDepth: 512,
  /** Tables are read as streams, so this only bounds the time: about two million rows of a subsidy list. */
  tableBytes: 1024 * 1024 * 1024,
  /** The identities of a table's rows are kept to find repeated ones: 16 bytes each. A hundred times the Atlas has 1,300,000. */
  tableRows: 2_000_000,
  /** Funding lines of one project in a table: the longest of the legacy Atlas has a few dozen. */
  tableFundingLines: 1_000,
  /** The widest list met has 17 columns; far more means a wrong separator or a hostile file. */
  tableColumns: 500,
  /** Characters of one cell: the longest texts of the legacy Atlas have about 10,000. */
  tableCellLength: 50_000,
  /** Characters of one row. An unclosed quote takes the rest of the file into one cell: this keeps it out of memory. */
  tableRecordLength: 1024 * 1024,
  /** A spreadsheet is held in memory whole; larger lists are saved as CSV, which is read as a stream. */
  spreadsheetBytes: 10 * 1024 * 1024,
  /** Sum of what a spreadsheet's parts unpack to. XML packs about ten to one; a zip bomb packs a thousand to one. */
  spreadsheetUnpackedBytes: 48 * 1024 * 1024,
  /** Parts of a spreadsheet's archive: sheets, styles, strings, a few more. */
  spreadsheetParts: 1_000,
  /** Rows times columns that a sheet spans, empty ones included: a lone cell far away must not make millions of empty ones. */
  spreadsheetCells: 1_000_000,
  /** A mapping file is a few kilobytes. */
  mappingBytes: 256 * 1024,
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
  /** The longest text of an XML file in one piece; IATI narratives have thousands of characters, not a million. */
  xmlTokenCharacters: 1024 * 1024,
  /** IATI nests nine levels deep; extensions of publishers add a few. */
  xmlDepth: 64,
  /** The largest published IATI activities have a few megabytes; one activity at a time is held in memory. */
  iatiActivityCharacters: 8 * 1024 * 1024,
  /** Validating builds the whole document in memory, about ten times the file: larger files are read without it. */
  iatiValidatedBytes: 12 * 1024 * 1024,
  /** Faults against the schema quoted in a report: enough to see what a publisher does wrong. */
  iatiQuotedFaults: 20,
  /** Kinds of elements that a report lists as not kept; IATI has about a hundred, a hostile file as many as it likes. */
  iatiListedElements: 200,
  /** A value quoted in a report is cut: reports stay readable and cannot be used to exfiltrate a file. */
  reportValueLength: 120,
  /** Records on one page of a list: what a person scans, and under 60 kB of HTML. */
  pageSize: 20,
  /** Numbered pages end here (OFFSET grows with depth); beyond, a page is found by the last record of the one before. */
  maxPage: 1_000,
  /** Records found up to which they are ranked by their words: each costs PostgreSQL some ten microseconds. */
  rankedProjects: 1_000,
  /** Rows of a whole table of figures on a page: as many years. A longer one is cut, the file beside it has all. */
  figureRows: 100,
  /** Rows of one that is cut: thousands of funders would be megabytes. */
  figureRowsOfMany: 15,
  /** Characters of the text of a search: a long sentence. */
  searchText: 200,
  /** Characters of a text for which names are suggested: the longest names that people type whole. */
  suggestText: 100,
  /** Characters from which names are suggested: one begins too many. */
  suggestFrom: 2,
  /** Letters from which names that are only like a text are suggested: shorter words are like too many others. */
  suggestLikeFrom: 4,
  /** Trigrams that a name shares with a text, of those that either has, to be suggested for it: beyond this it is another one. */
  likeName: 0.4,
  /** Suggestions of one kind: five kinds fit on a small screen without much scrolling. */
  suggestionsPerGroup: 4,
  /** Names of one kind that are ranked, and things that count as those in the most projects: some milliseconds each. */
  suggestionCandidates: 1_000,
  /** Titles that are ranked, of those that begin alike: the latest say as much as all. */
  suggestionTitles: 200,
  /** Values of one filter of a search: each is a part of the address and of the statement. */
  filterValues: 20,
  /** Entries of a feed: what changes between two visits of a program that follows a search. */
  feedEntries: 50,
  /** Characters of a news item in a list or a feed: two lines, enough to know whether to read it. */
  newsSummary: 240,
  /** Characters of one news item that is imported: twenty pages; the longest announcements have three. */
  newsCharacters: 100_000,
  /** A picture of a news item: large enough for any screen; the database checks the same bound. */
  newsPictureBytes: 4 * 1024 * 1024,
  /** Entries of a feed that is imported: publishers give the latest ten to a hundred. */
  newsItems: 1_000,
  /** Days of each kind in a calendar of news: what programs show of years. */
  calendarDays: 500,
  /** Values of a filter offered at once; the rest is folded away, and beyond this many left out. */
  facetValues: 200,
  /** Times that a French territory or body was taken over by the next: communes that merged twice exist; a circle must end. */
  successions: 8,
  /** Rows of a table of a profile: with four tables the page stays under 60 kB, and two printed sheets; a link leads to the rest. */
  profileRows: 12,
  /** Latest projects on a profile. */
  profileProjects: 6,
  /** Subjects compared at a time: as many small charts as stand beside each other on a wide screen and are still read. */
  comparedSubjects: 4,
  /** Rows of each list of the largest in a comparison: what a reader compares at a glance. */
  comparedRows: 8,
  /** Populations are alike where neither is more than so many times the other: bodies of like means, and enough of them. */
  likeSize: 2,
  /** Bodies of a project, and latest projects of each, among which similar ones are looked for: some milliseconds at a million. */
  similarBodies: 10,
  similarPerBody: 100,
  /** Latest projects of the same country and theme among which similar ones are looked for. */
  similarNear: 300,
  /** Active authorities nearest in population among which similar ones are looked for. */
  similarAuthorities: 300,
  /** Similar partnerships or authorities shown: each comes with its reasons. */
  similarShown: 4,
  /** Rows of a list of white spots. */
  whiteSpots: 10,
  /** Authorities' projects in the other countries of a sub-region from which the lack of one here is told: one or two say little. */
  whiteSpotFrom: 3,
  /** Rows on one page of the index of organisations. */
  indexRows: 50,
  /** Records in one file of the sitemap: two addresses each, 15 MB, where 50,000 and 50 MB are allowed. */
  sitemapRecords: 12_500,
  /** Records read at a time for it: some hundred kilobytes. */
  sitemapBatch: 1_000,
  /** Lines of the map of a search: more make a web that nobody follows; they are then drawn by région or country. */
  mapLines: 40,
  /** Projects whose lines are looked up place by place; with more there are more lines than are drawn. */
  mapLineProjects: 400,
  /** Views of the world kept as drawn, about 30 kB each: the world, its continents and countries, France, its régions and départements. */
  mapFrames: 512,
  /** Between two views that a server draws before they are asked for: a view takes some ten milliseconds, visitors go first. */
  drawAheadPauseMs: 100,
  /** Changes in one answer about the history of a record: most records have a handful. */
  historyEntries: 50,
  /** Dates of records begin in 1900 (a check of the database): nothing is known of a day before. ISO day. */
  firstDay: "1900-01-01",
  /** Rows of a table of the data quality page; the whole table has pages of its own. */
  qualityRows: 20,
  /** Lines of an import report on one page: a report may have thousands. */
  reportLines: 50,
  /** After a write elsewhere a kept page is made anew behind its visitor's back, at most this often. Seconds, because Next counts so. */
  pageRevalidateSeconds: 60,
  /** Memory for kept pages: about a thousand of the largest. The least lately asked for go first. */
  keptPagesBytes: 96 * 1024 * 1024,
  /** Searches as they were sent, some 12 kB each compressed: there is no end to them, so they have a place of their own. */
  keptResponsesBytes: 64 * 1024 * 1024,
  /** Pages whose making or sending began and did not end, 300 bytes each: those that failed, since others are forgotten. */
  begunPages: 10_000,
  /** Older pages are made anew: what was touched is told for two days (migration `touched`). */
  keptPageLifeMs: 24 * 3_600_000,
  /** Files inside a backup: some of them are in memory at a time, whatever the size of a table. 80,000 of them make 640 GB. */
  backupEntryBytes: 8 * 1024 * 1024,
  /** A restore waits so long for those who still read the empty tables, then says that the database is in use. */
  restoreLockTimeoutMs: 20_000,
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
  /** A contact of a directory that nobody looked at for so long may have moved: posts change half their staff in two years. Months. */
  contactFreshMonths: 12,
  /** Marks on the map of the directory, a link each: France has some 270 posts. */
  contactMarks: 400,
  /** Pages of the directory in memory, of some 100 kB: both lists, their pages and the countries that are asked for. */
  keptDirectoryPages: 60,
  /** Offices named as those who help: a région has one network, the rest are national ones. */
  contactHelpers: 12,
  /** Subject of a letter: mail programs cut longer ones. UTF-16 units. */
  relaySubjectLength: 150,
  /** Letters of one network address in an hour: an authority that writes to the posts of a region. */
  relayPerClient: 10,
  /** Letters to one post or office in a day: what somebody can answer beside their work. */
  relayPerRecipient: 30,
  /** Letters of all visitors in an hour. */
  relayPerHour: 120,
  /** Letters that give one address as their sender in a day: the copy must not be a means to pester somebody. */
  relayPerSender: 10,
  /** Text, names and address of a letter are erased so many days after its delivery: time to find out that it did not arrive. */
  relayTextDays: 7,
  /** One that could not be delivered is erased so many days after it was written: an operator may still help. */
  relayStuckDays: 30,
  /** A contact is not asked again before: whoever was away for their summer leave still has the first letter. Days. */
  verifyPauseDays: 45,
  /** A link that asks a contact works so long: shorter than the pause, so that nobody holds two. Days. */
  verifyLinkDays: 30,
  /** What was asked and answered is forgotten then: it tells no more whom not to ask. Months. */
  verifyKeptMonths: 24,
  /** A mail that says what could not be delivered: those that return the whole of a letter stay under it. Bytes. */
  bounceBytes: 1024 * 1024,
  /** A mail server that does not answer in this time is tried again later; well under the minute of the first retry. */
  mailTimeoutMs: 10_000,
  /** Attempts at one mail: with the growing pauses of lib/mail/queue.ts about four days, as mail servers do. */
  mailAttempts: 12,
  /** Mail that waits, from before a restart or for its next attempt, is looked for this often. */
  mailTimerMs: 60_000,
  /** Projects that changed are counted one by one until their bits are written (decision 023): noticeable from some thousands. */
  foldTimerMs: 5_000,
  /** Projects from which what a profile asks of all of them is kept (decision 025): it takes some 40 microseconds a project. */
  keptAnswersFrom: 1_000,
  /** What was written since is looked for this often, and kept answers that it touched are asked for anew. */
  keepTimerMs: 5_000,
  /** A title, name or address that an operator corrects: the longest of the legacy Atlas have under 400 characters. */
  correctedLineLength: 1_000,
  /** The window of the bounds of the API and of exports: short, so that a program that ran into one soon goes on. */
  rateWindowMs: 60_000,
  /** Clients counted at a time, 200 bytes each: far more than come within a minute, and 10 MB whatever comes. */
  countedClients: 50_000,
  /** On a stop signal, requests under way get this long before the process ends. */
  shutdownGraceMs: 10_000,
} as const;
