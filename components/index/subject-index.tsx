import { useLocale, useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectCount } from "@/components/profile/search-link";
import { formatNumber } from "@/lib/i18n/format";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import type { IndexGroup, IndexRow } from "@/lib/profiles/queries/indexes";
import { IndexWays } from "./index-ways";

type SubjectIndexProps = { of: "country" | "territory" | "theme"; groups: readonly IndexGroup[] };

function Name({ row: { to, name } }: { row: IndexRow }) {
  return to ? <Link to={to}>{name}</Link> : name;
}

function Group({ of, group: { head, rows }, id }: { of: SubjectIndexProps["of"]; group: IndexGroup; id: string }) {
  const t = useTranslations("indexes");
  return (
    <section id={id} className="home-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{head ? <Name row={head} /> : t("territory.overseas")}</h2>
      {head && (
        <p className="aside">
          {rows.length > 0 && `${t(`${of}.inside`, { count: rows.length })}, `}
          <ProjectCount query={head.query} count={head.projects} withUnit />
        </p>
      )}
      {rows.length > 0 && (
        <ul className="ways">
          {rows.map((row) => (
            <li key={row.code} className={row.depth > 0 ? "below" : undefined}>
              <Name row={row} />{" "}
              <span className="count">
                <ProjectCount query={row.query} count={row.projects} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** All subjects of a kind in groups, each with the number of its projects. */
export function SubjectIndex({ of, groups }: SubjectIndexProps) {
  const locale = useLocale();
  const t = useTranslations("indexes");
  const ui = useTranslations("ui");
  const named = groups.map((group) => ({
    group,
    id: group.head ? `g${group.head.code}` : "g",
    name: group.head?.name ?? t("territory.overseas"),
  }));
  const total = groups.reduce((sum, { head, rows }) => sum + rows.length + (head?.to ? 1 : 0), 0);
  return (
    <>
      <Breadcrumb steps={[{ label: ui("home"), href: href(locale, { pathname: "/" }) }]} current={t(`${of}.title`)} />
      <PageHeading title={t(`${of}.title`)}>{t(`${of}.total`, { count: total })}</PageHeading>
      <IndexWays current={of} />
      <nav aria-label={t("groups")}>
        <ul className="chips">
          {named.map(({ id, name, group }) => (
            <li key={id}>
              <a className="chip" href={`#${id}`}>
                {name} {formatNumber(locale, group.rows.length)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {named.map(({ id, group }) => (
        <Group key={id} id={id} of={of} group={group} />
      ))}
      <p className="aside">{t(`${of}.counted`)}</p>
    </>
  );
}
