"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Suggestions } from "@/lib/search/suggest";

/** Milliseconds without a key after which a person has paused. */
const pause = 200;

/** Asks for suggestions, once a pause; an answer that comes after a later question is never shown, one that fails is none. Without JavaScript there are none. */
export function useSuggestions(locale: string, from: number) {
  const [answer, setAnswer] = useState<Suggestions | null>(null);
  const timer = useRef<number>(undefined);
  const asked = useRef<AbortController>(undefined);
  const stop = useCallback(() => {
    window.clearTimeout(timer.current);
    asked.current?.abort();
  }, []);
  const forget = () => {
    stop();
    setAnswer(null);
  };
  const ask = (text: string) => {
    stop();
    if ([...text.trim()].length < from) return setAnswer(null);
    timer.current = window.setTimeout(async () => {
      asked.current = new AbortController();
      const { signal } = asked.current;
      try {
        const response = await fetch(`/api/v1/suggest?${new URLSearchParams({ q: text, lang: locale })}`, { signal });
        const body: Suggestions | null = response.ok ? await response.json() : null;
        if (!signal.aborted) setAnswer(body);
      } catch {
        if (!signal.aborted) setAnswer(null);
      }
    }, pause);
  };
  useEffect(() => stop, [stop]);
  return { answer, ask, forget };
}
