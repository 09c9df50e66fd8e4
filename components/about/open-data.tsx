import { useTranslations } from "next-intl";

/** Requests that one client may make in a minute; 0: no bound. */
export type Bounds = { api: number; exports: number };

/** How programs read the Atlas, and how often they may. */
export function OpenData({ bounds }: { bounds: Bounds }) {
  const t = useTranslations("limits");
  const stated = (["api", "exports"] as const).filter((budget) => bounds[budget] > 0);
  return (
    <>
      <p>{t.rich("list", { path: () => <code>/api/v1/projects</code> })}</p>
      <p>
        <a href="/api/v1/schema/project-list">{t("schema")}</a>
      </p>
      <p>{t.rich("news", { path: () => <code>/api/v1/news</code> })}</p>
      {stated.length > 0 && (
        <>
          <p>{t("heading")}</p>
          <ul>
            {stated.map((budget) => (
              <li key={budget}>{t(budget, { count: bounds[budget] })}</li>
            ))}
          </ul>
        </>
      )}
      <p>{t("beyond")}</p>
    </>
  );
}
