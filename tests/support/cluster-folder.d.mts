/** Where a PostgreSQL of the suites keeps its files, and how they go when it is stopped for good. */
export type ClusterFolder = { folders: { folder: string; binariesFolder: string }; remove(): void };

/** Makes a temporary folder that PostgreSQL can enter. */
export function makeClusterFolder(): string;

/** The folder that others share, where one is given, else a new one. */
export function clusterFolder(shared?: string): ClusterFolder;
