import { useTranslations } from "next-intl";

export type ContentsItem = { id: string; title: string };

/** The sections of the page; beside the text on wide screens. */
export function ContentsList({ items }: { items: readonly ContentsItem[] }) {
  const t = useTranslations("ui");
  return (
    <nav className="toc" aria-labelledby="toc-title">
      <h2 id="toc-title">{t("onThisPage")}</h2>
      <ul>
        {items.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
