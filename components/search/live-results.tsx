"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { keepPlace, leadsToSearch, searchOf } from "./same-page";

type LiveResultsProps = {
  /** Address of the search that is shown. */
  address: string;
  /** What it found, in words. */
  summary: string;
  /** Id of the heading of the results. */
  heading: string;
};

/**
 * Searches of this page are shown without loading it anew; focus and scroll stay, and what was found is said.
 * Links and forms load the page without JavaScript, and when that fails.
 */
export function LiveResults({ address, summary, heading }: LiveResultsProps) {
  const { push } = useRouter();
  const [isPending, start] = useTransition();
  const [said, setSaid] = useState("");
  const shown = useRef(address);
  const restore = useRef<() => void>(undefined);

  useEffect(() => {
    const go = (event: Event, to: string, from: Element | null) => {
      event.preventDefault();
      restore.current = keepPlace(from, heading);
      setSaid("");
      start(() => push(to as Parameters<typeof push>[0], { scroll: false }));
    };
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link && !event.defaultPrevented && leadsToSearch(link, event)) go(event, link.pathname + link.search, link);
    };
    const submit = (event: SubmitEvent) => {
      const to = event.target instanceof HTMLFormElement && !event.defaultPrevented ? searchOf(event.target) : null;
      if (to !== null) go(event, to, document.activeElement);
    };
    document.addEventListener("click", click);
    document.addEventListener("submit", submit);
    return () => {
      document.removeEventListener("click", click);
      document.removeEventListener("submit", submit);
    };
  }, [push, heading]);

  useEffect(() => {
    if (isPending || (shown.current === address && !restore.current)) return;
    shown.current = address;
    // Fields show the search that is shown, not what was typed before.
    for (const form of document.querySelectorAll<HTMLFormElement>("main form")) form.reset();
    restore.current?.();
    restore.current = undefined;
    setSaid(summary);
  }, [isPending, address, summary]);

  return (
    <p role="status" className="live-results sr-only" data-pending={isPending || undefined}>
      {said}
    </p>
  );
}
