import { partsOfMarked } from "@/lib/i18n/marks";

/** A text, its marked parts as such. */
export function Marked({ text }: { text: string }) {
  return partsOfMarked(text).map((part) => (part.isMarked ? <mark key={part.at}>{part.text}</mark> : part.text));
}
