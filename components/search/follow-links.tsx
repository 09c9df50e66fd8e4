import { useLocale, useTranslations } from "next-intl";
import { formatBytes } from "@/lib/i18n/format";
import { absoluteHref } from "@/lib/i18n/metadata";
import { Link } from "@/lib/i18n/navigation";
import { csvBytesPerRecord, searchAddress } from "@/lib/search/addresses";
import { type ProjectQuery, queryOf } from "@/lib/search/params";
import { CopyLink } from "./copy-link";

/** Feeds and the link of a search, and all of it as a file, with its number of records and size told before. */
export function FollowLinks({ query, total }: { query: ProjectQuery; total: number }) {
  const locale = useLocale();
  const t = useTranslations("projects.feed");
  const copy = useTranslations("suggest.copy");
  const size = formatBytes(locale, total * csvBytesPerRecord);
  return (
    <section className="follow" aria-label={t("heading")}>
      <ul>
        {query.asOf?.view !== "known" && (
          <li>
            <Link to={{ pathname: "/statistics", query: queryOf({ ...query, page: 1, view: "list" }, locale) }} rel="nofollow">
              {t("statistics")}
            </Link>
          </li>
        )}
        {query.asOf?.view !== "known" && (
          <li>
            <a href={searchAddress("csv", query, locale)} rel="nofollow" download>
              {t("csv", { count: total, size })}
            </a>
          </li>
        )}
        <li>
          <a href={searchAddress("atom", query, locale)} rel="nofollow" type="application/atom+xml">
            {t("atom")}
          </a>
        </li>
        <li>
          <a href={searchAddress("feed", query, locale)} rel="nofollow" type="application/feed+json">
            {t("json")}
          </a>
        </li>
      </ul>
      <CopyLink
        href={absoluteHref(locale, { pathname: "/projects", query: queryOf(query, locale) })}
        label={copy("button")}
        done={copy("done")}
        failed={copy("failed")}
      />
    </section>
  );
}
