/** Next's cache of pages (`cacheHandler` in next.config.ts): the portal's own, which instrumentation.ts hands over. */
export default class PageCache {
  async get(key) {
    return (await globalThis.atlasKeptPages?.get(key)) ?? null;
  }

  async set(key, page) {
    await globalThis.atlasKeptPages?.set(key, page);
  }

  // Nothing asks for it: what is written is found in the database.
  async revalidateTag() {}

  resetRequestCache() {}
}
