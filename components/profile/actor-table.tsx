import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import type { Target } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { countryTarget, organisationTarget } from "@/lib/profiles/address";
import { type IndexQuery, indexParams, parseIndexQuery } from "@/lib/profiles/index-query";
import type { Actor, ActorSide, Actors } from "@/lib/profiles/queries/actors";
import type { Profile } from "@/lib/profiles/queries/profile";
import type { ProjectQuery } from "@/lib/search/params";
import { ProjectCount, SearchLink } from "./search-link";

type ActorTableProps = {
  side: ActorSide;
  heading: string;
  actors: Actors[ActorSide];
  query: ProjectQuery;
  /** Index that lists them all, where there is one. */
  index?: Target | undefined;
  /** Their countries are not all the same. */
  withCountry: boolean;
};

function ActorName({ actor, withCountry }: { actor: Actor; withCountry: boolean }) {
  const { name, kind, country } = actor;
  return (
    <>
      <Link to={organisationTarget(actor)}>{name}</Link>
      <small>
        {kind}
        {withCountry && country && (
          <>
            {", "}
            <Link to={countryTarget(country)}>{country.name}</Link>
          </>
        )}
      </small>
    </>
  );
}

function ActorTable({ side, heading, actors, query, index, withCountry }: ActorTableProps) {
  const name = side === "authority" ? "authorities" : "partners";
  const t = useTranslations(`profiles.${name}`);
  const column = useTranslations("profiles.column");
  const { total, rows } = actors;
  const rest = total - rows.length;
  const isDated = rows.some(({ since }) => since !== null);
  return (
    <div className={side === "authority" ? "side-french" : "side-foreign"}>
      <h3>
        <span className={`end ${side === "authority" ? "end-french" : "end-partner"}`} aria-hidden="true" />
        {heading}
      </h3>
      {rows.length === 0 ? (
        <p className="unstated">{t("none")}</p>
      ) : (
        <DataTable
          numeric
          caption={t("caption")}
          columns={[
            { key: "name", label: column("name") },
            ...(isDated ? [{ key: "since", label: column("since") }] : []),
            { key: "projects", label: column("projects") },
          ]}
          rows={rows.map((actor) => ({
            key: actor.id,
            header: <ActorName actor={actor} withCountry={withCountry} />,
            cells: [
              ...(isDated ? [{ key: "since", content: actor.since ?? "" }] : []),
              { key: "projects", content: <ProjectCount query={actor.query} count={actor.projects} /> },
            ],
          }))}
        />
      )}
      {rest > 0 && (
        <p className="aside">
          {index ? (
            <Link to={index}>{t("all")}</Link>
          ) : (
            t.rich("more", { count: rest, link: (words) => <SearchLink query={query}>{words}</SearchLink> })
          )}
        </p>
      )}
    </div>
  );
}

const indexOf = (chosen: Partial<IndexQuery>): Target => ({
  pathname: "/organisations",
  query: indexParams({ ...parseIndexQuery({}), ...chosen }),
});

/** Both ends of a subject's projects face to face: French authorities, partners abroad. */
export function ActorTables({ profile: { subject, actors } }: { profile: Pick<Profile, "subject" | "actors"> }) {
  const authorities = useTranslations("profiles.authorities");
  const partners = useTranslations("profiles.partners");
  const { kind, query } = subject;
  const side = kind === "organisation" ? subject.side : null;
  const french = side !== null && side !== "foreign" ? "together" : kind === "territory" ? "inside" : "title";
  const tables = [
    <ActorTable
      key="authority"
      side="authority"
      heading={authorities(french)}
      actors={actors.authority}
      query={query}
      index={kind === "territory" ? indexOf({ territory: subject.key }) : undefined}
      withCountry={false}
    />,
    <ActorTable
      key="partner"
      side="partner"
      heading={partners(side === "foreign" ? "together" : "title")}
      actors={actors.partner}
      query={query}
      index={kind === "country" && query.asOf === null ? indexOf({ type: "partner", country: subject.key }) : undefined}
      withCountry={kind !== "country"}
    />,
  ];
  // Who works with a body comes first; those beside it only where there are any.
  const ordered = side === "french" || side === "unattributed" ? tables.toReversed() : tables;
  const beside = side === "foreign" ? actors.partner : actors.authority;
  return <div className="facing">{side !== null && beside.total === 0 ? ordered.slice(0, 1) : ordered}</div>;
}
