"use client";

/** True of a click that asks for another search of this page, here and now; without JavaScript every click loads a page. */
export function leadsToSearch(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const asIs = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const here = link.origin === location.origin && link.pathname === location.pathname && link.hash === "";
  return asIs && here && !link.target && !link.download && link.closest("main") !== null;
}

/** Address of the search that a form asks for; null for another page, and for a text with digits: a code leads to another page. */
export function searchOf(form: HTMLFormElement): string | null {
  const { pathname, origin } = new URL(form.action);
  if (form.method !== "get" || origin !== location.origin || pathname !== location.pathname || !form.closest("main")) return null;
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value !== "") params.append(name, value);
  return /\d/.test(params.get("q") ?? "") ? null : `${pathname}${params.size > 0 ? `?${params}` : ""}`;
}

/** What an element is to a person: its id, or its kind and name. */
function markOf(element: Element): string {
  const name = element.id || element.getAttribute("aria-label") || element.textContent;
  return `${element.localName} ${name}`;
}

/** Keeps the place of a person in a page that is about to change: gives back what finds it again, or goes to `otherwise`. */
export function keepPlace(from: Element | null, otherwise: string): () => void {
  const mark = from && markOf(from);
  // The next page of a list begins at its beginning.
  const startsAnew = from?.closest(".pagination") != null;
  return () => {
    const { activeElement } = document;
    if (!startsAnew && activeElement && activeElement !== document.body) return;
    const all = from && !startsAnew ? [...document.querySelectorAll<HTMLElement>(`main ${from.localName}`)] : [];
    const same = all.find((element) => markOf(element) === mark);
    same?.focus({ preventScroll: true });
    // It may be folded away now.
    if (same && document.activeElement === same) return;
    const heading = document.getElementById(otherwise);
    heading?.focus({ preventScroll: true });
    if (startsAnew) heading?.scrollIntoView();
  };
}
