/** What can keep PostgreSQL from running; each has its message in `cli.postgres`. */
export type ClusterFailure =
  | "no_binaries"
  | "folder_unreachable"
  | "folder_of_another_user"
  | "folder_refused"
  | "initdb_failed"
  | "start_failed";

/** PostgreSQL could not be run. `folder` is the cluster's, `detail` what the system or PostgreSQL said. */
export class ClusterError extends Error {
  constructor(
    readonly failure: ClusterFailure,
    readonly folder: string,
    readonly detail = "",
  ) {
    super(`${failure}: ${folder} ${detail}`.trim());
    this.name = "ClusterError";
  }
}
