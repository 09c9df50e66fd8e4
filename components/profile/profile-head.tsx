import { useLocale, useTranslations } from "next-intl";
import { FigureCard } from "@/components/numbers/figure-card";
import { ExternalLink } from "@/components/ui/external-link";
import { comparisonTarget } from "@/lib/compare/address";
import { inLocale } from "@/lib/i18n/locales";
import { Link } from "@/lib/i18n/navigation";
import { countryTarget, subjectTarget } from "@/lib/profiles/address";
import { leadOf } from "@/lib/profiles/lead";
import type { Profile } from "@/lib/profiles/queries/profile";
import type { OrganisationSubject, Subject } from "@/lib/profiles/schema";

/** What an organisation is, where, and how other registers call it. */
function OrganisationFacts({ subject }: { subject: OrganisationSubject }) {
  const locale = useLocale();
  const t = useTranslations("profiles.source");
  const codes = useTranslations("project.codes");
  const partner = useTranslations("project.partners");
  const { country, website, predecessors } = subject;
  const registered = subject.codes.map(({ scheme, code }) => `${codes(scheme as "siren")}\u00a0${code}`);
  return (
    <>
      {(registered.length > 0 || website) && (
        <p className="aside">
          {registered.join(", ")}
          {registered.length > 0 && website && " · "}
          {website && <ExternalLink href={website}>{partner("website")}</ExternalLink>}
        </p>
      )}
      {country && subject.side !== "french" && (
        <p>
          <Link to={countryTarget({ slug: country.slugs[locale] })}>{country.names[locale]}</Link>
        </p>
      )}
      {predecessors.length > 0 && <p className="aside">{t("predecessors", { count: predecessors.length })}</p>}
    </>
  );
}

function useEyebrow(subject: Subject): string {
  const locale = useLocale();
  const t = useTranslations("profiles");
  if (subject.kind === "organisation") return inLocale(locale, subject.type.labels.fr, subject.type.labels.en);
  return t(`eyebrow.${subject.kind === "territory" ? subject.level : subject.kind}`);
}

/** What a subject is, and what it is called. */
export function ProfileName({ subject }: { subject: Subject }) {
  const locale = useLocale();
  const demo = useTranslations("project");
  const scheme = useTranslations("indexes.scheme");
  const isDemo = subject.kind === "organisation" && subject.demo;
  return (
    <>
      <p className="eyebrow">{useEyebrow(subject)}</p>
      <h1>
        {isDemo && `${demo("demo")} `}
        {subject.names[locale]}
      </h1>
      {subject.kind === "organisation" && <OrganisationFacts subject={subject} />}
      {subject.kind === "scheme" && (
        <p className="aside">{scheme("law", { article: subject.article, since: String(subject.since) })}</p>
      )}
    </>
  );
}

/** First screen of a profile: what it is, and a sentence made of its numbers. */
export function ProfileHead({ profile }: { profile: Profile }) {
  const locale = useLocale();
  const t = useTranslations("profiles.hierarchy");
  const compare = useTranslations("compare");
  const { subject, figures, territory, body } = profile;
  return (
    <header className="profile-head">
      <ProfileName subject={subject} />
      <p className="lead">{leadOf(profile, locale)}</p>
      {territory && (
        <p>
          <Link to={subjectTarget(territory, locale)}>{t("territory", { name: territory.names[locale] })}</Link>
        </p>
      )}
      {body && (
        <p>
          <Link to={subjectTarget(body, locale)}>{t("body", { name: body.names[locale] })}</Link>
        </p>
      )}
      <p>
        <Link to={comparisonTarget([subject])} rel="nofollow">
          {compare("link")}
        </Link>
      </p>
      <dl className="figures">
        {figures.map((figure) => (
          <FigureCard key={figure.measure} figure={figure} />
        ))}
      </dl>
    </header>
  );
}
