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
  /** Numbered pages end here (OFFSET grows with depth); filters narrow further. */
  maxPage: 1_000,
  /** Cached pages are at most this old after a change made by another process. Seconds, because Next counts so. */
  pageRevalidateSeconds: 60,
  /** Files inside a backup: some of them are in memory at a time, whatever the size of a table. 80,000 of them make 640 GB. */
  backupEntryBytes: 8 * 1024 * 1024,
  /** A restore waits so long for those who still read the empty tables, then says that the database is in use. */
  restoreLockTimeoutMs: 20_000,
  /** On a stop signal, requests under way get this long before the process ends. */
  shutdownGraceMs: 10_000,
} as const;
