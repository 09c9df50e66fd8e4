// Loaded into processes that the launcher starts: they must not outlive it, even when it is killed without a word.
// Next starts its workers with our arguments; they follow their own parent, and an unreferenced channel would end them early.
if (process.send && !process.env.ATLAS_FOLLOWS) {
  process.env.ATLAS_FOLLOWS = "1";
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    // Longer than limits.shutdownGraceMs: the process should have ended by itself.
    setTimeout(() => process.exit(1), 15_000).unref();
  });
  process.channel?.unref();
}
