import type { Instrumentation } from "next";

/** Runs once when a server starts. The configuration is checked here: a wrong one stops the process with a clear line. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { requireConfiguration } = await import("./lib/http/configuration");
  requireConfiguration();
  const { observeRequests } = await import("./lib/http/observe");
  observeRequests();
  const { keepPages } = await import("./lib/freshness/kept-pages");
  keepPages();
  const { startMailTimer } = await import("./lib/mail/queue");
  const { servedMails } = await import("./lib/relay/served");
  startMailTimer(servedMails);
  const { startFoldTimer } = await import("./lib/search/fold");
  startFoldTimer();
  const { startKeepTimer } = await import("./lib/profiles/keep-ahead");
  startKeepTimer();
  const { drawFramesAhead } = await import("./lib/map/draw-ahead");
  void drawFramesAhead();
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportFailure } = await import("./lib/http/failures");
  const id = request.headers["x-request-id"];
  reportFailure(error, Array.isArray(id) ? id[0] : id, context.routePath);
};
