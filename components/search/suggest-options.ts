"use client";

/** Of the list of suggestions, which is not there without JavaScript: the option that a key leads to; -1 is the text itself, which stands between the last option and the first. Null: not our key. */
export function optionAfter(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return active + 1 < count ? active + 1 : -1;
  if (key === "ArrowUp") return active === -1 ? count - 1 : active - 1;
  // In the text they are the text's own keys.
  if (active === -1) return null;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/**
 * Address of a suggestion chosen in a form: a filter joins those that the form keeps ("SN" to "ML" of the same filter), and takes
 * the place of the typed words; another page is just that.
 */
export function addressInForm(href: string, action: string, kept: Iterable<[string, unknown]>): string {
  const [path, query] = href.split("?");
  if (path !== action) return href;
  const params = new URLSearchParams(query);
  for (const [name, value] of kept) {
    const own = params.get(name);
    if (name === "q" || typeof value !== "string" || value === "") continue;
    params.set(name, own === null || value.split(",").includes(own) ? value : `${value},${own}`);
  }
  return `${path}?${params}`;
}
