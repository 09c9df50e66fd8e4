import { env } from "./env";
import { AtlasError } from "./errors";

/** Address of the database of this process. Throws `database_unavailable` when none is configured. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new AtlasError("database_unavailable", "DATABASE_URL is not set");
  return url;
}
