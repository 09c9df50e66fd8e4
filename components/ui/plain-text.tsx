import { type Block, parseProse } from "@/lib/core/prose";

/** Texts never change place on a page: their position is their identity. */
function keyed<T>(values: readonly T[]): { key: string; value: T }[] {
  return values.map((value, position) => ({ key: String(position), value }));
}

function Piece({ block }: { block: Block }) {
  if (block.kind === "paragraph") return <p>{block.text}</p>;
  return (
    <ul>
      {keyed(block.items).map(({ key, value }) => (
        <li key={key}>{value}</li>
      ))}
    </ul>
  );
}

/** Plain text of a record as paragraphs and lists. Nothing in it is ever read as markup. */
export function PlainText({ text, lang }: { text: string; lang?: string | undefined }) {
  return (
    <div className="prose" lang={lang}>
      {keyed(parseProse(text)).map(({ key, value }) => (
        <Piece key={key} block={value} />
      ))}
    </div>
  );
}
