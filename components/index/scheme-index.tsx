import { useLocale, useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/layout/breadcrumb";
import { PageHeading } from "@/components/layout/page-heading";
import { ProjectCount } from "@/components/profile/search-link";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";
import { subjectTarget } from "@/lib/profiles/address";
import type { SchemeSubject } from "@/lib/profiles/schema";
import { IndexWays } from "./index-ways";

/** The "1 %" schemes, each with its law and the number of its projects. */
export function SchemeIndex({ schemes }: { schemes: readonly { scheme: SchemeSubject; projects: number }[] }) {
  const locale = useLocale();
  const t = useTranslations("indexes.scheme");
  const ui = useTranslations("ui");
  return (
    <>
      <Breadcrumb steps={[{ label: ui("home"), href: href(locale, { pathname: "/" }) }]} current={t("title")} />
      <PageHeading title={t("title")}>{t("intro")}</PageHeading>
      <IndexWays current="scheme" />
      {schemes.map(({ scheme, projects }) => (
        <section key={scheme.key} className="home-section" aria-labelledby={scheme.key}>
          <h2 id={scheme.key}>
            <Link to={subjectTarget(scheme, locale)}>{scheme.names[locale]}</Link>
          </h2>
          <p>
            {t("law", { article: scheme.article, since: String(scheme.since) })}{" "}
            <ProjectCount query={scheme.query} count={projects} withUnit />
          </p>
        </section>
      ))}
    </>
  );
}
