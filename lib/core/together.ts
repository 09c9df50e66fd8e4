/** The values of promises by their names, all asked for at the same time. Rejects as the first of them does. */
export async function together<T extends Record<string, unknown>>(asked: T): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const names = Object.keys(asked);
  const values = await Promise.all(Object.values(asked));
  return Object.fromEntries(names.map((name, at) => [name, values[at]])) as { [K in keyof T]: Awaited<T[K]> };
}
