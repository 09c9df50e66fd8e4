import { Prisma } from "@/lib/core/prisma-client/client";

/** The instant at which a day (ISO) ends in France: what came before it was so on that day. */
export function endOfDay(day: string): Prisma.Sql {
  return Prisma.sql`((${day}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris')`;
}
