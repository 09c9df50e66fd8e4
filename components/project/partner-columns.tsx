import { useTranslations } from "next-intl";
import { ExternalLink } from "@/components/ui/external-link";
import { Link } from "@/lib/i18n/navigation";
import { countryTarget, organisationTarget } from "@/lib/profiles/address";
import { participants } from "@/lib/projects/ends";
import type { Project, ProjectOrganisation, Side } from "@/lib/projects/schema";

function Organisation({ organisation }: { organisation: ProjectOrganisation }) {
  const t = useTranslations("project");
  const { name, kind, codes, roles, country, website, side } = organisation;
  const codeName = (scheme: string) =>
    t.has(`codes.${scheme}` as "codes.siren") ? t(`codes.${scheme}` as "codes.siren") : scheme;
  return (
    <li className="partner">
      <p className="name">
        <Link to={organisationTarget(organisation)}>{name}</Link>
      </p>
      <p className="detail">{kind.label}</p>
      <p className="detail">
        <span className="sr-only">{t("partners.roles")} </span>
        {roles.map(({ label }) => label).join(", ")}
      </p>
      {codes.length > 0 && (
        <p className="detail">{codes.map(({ scheme, code }) => `${codeName(scheme)}\u00a0${code}`).join(", ")}</p>
      )}
      {side !== "french" && country && (
        <p className="detail">
          <Link to={countryTarget(country)}>{country.name}</Link>
        </p>
      )}
      {website && (
        <p className="detail">
          <ExternalLink href={website}>{t("partners.website")}</ExternalLink>
        </p>
      )}
    </li>
  );
}

const ends = { french: "end-french", foreign: "end-partner", unattributed: "end-neutral" } as const;
const titles = { french: "french", foreign: "foreign", unattributed: "other" } as const;

function Column({ side, organisations }: { side: Side; organisations: readonly ProjectOrganisation[] }) {
  const t = useTranslations("project.partners");
  return (
    <div className={`side-${side}`}>
      <h3>
        <span className={`end ${ends[side]}`} aria-hidden="true" />
        {t(titles[side])}
      </h3>
      {organisations.length === 0 ? (
        <p className="unstated">{t("none")}</p>
      ) : (
        <ul>
          {organisations.map((organisation) => (
            <Organisation key={organisation.id} organisation={organisation} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** The two ends face to face: French on the left, partners on the right. Who only pays is in the funding table. */
export function PartnerColumns({ project }: { project: Project }) {
  const unattributed = participants(project, "unattributed");
  return (
    <div className="facing">
      <Column side="french" organisations={participants(project, "french")} />
      <Column side="foreign" organisations={participants(project, "foreign")} />
      {unattributed.length > 0 && <Column side="unattributed" organisations={unattributed} />}
    </div>
  );
}
