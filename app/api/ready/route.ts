import { checkReadiness } from "@/lib/http/readiness";

/** The portal can serve: the database answers and has this version's migrations. */
export async function GET(): Promise<Response> {
  const { ready, checks } = await checkReadiness();
  return Response.json(
    { status: ready ? "ready" : "unavailable", checks },
    { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "5" }) } },
  );
}

export const dynamic = "force-dynamic";
