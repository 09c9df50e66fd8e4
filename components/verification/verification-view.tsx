import { useLocale, useTranslations } from "next-intl";
import { RecordLink } from "@/components/verification/record-link";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { VerificationPage } from "@/lib/verification/loaders";
import { AnswerForms } from "./answer-forms";
import { HeldFacts } from "./held-facts";

/** What a link shows to the contact that it was sent to: what is held, and what can be said of it; or that it was used, or has ended. */
export function VerificationView({ page: { found, values, problems } }: { page: VerificationPage }) {
  const locale = useLocale();
  const t = useTranslations("verification");
  if (!found) return <Ended title={t("invalid.title")} text={t("invalid.text")} />;
  if (found.state === "expired")
    return (
      <Ended title={t("expired.title")} text={t("expired.text", { date: formatDate(locale, found.expiredOn) })}>
        <RecordLink id={found.publicId} name={found.name} />
      </Ended>
    );
  if (found.state === "used")
    return (
      <Ended title={t("used.title")} text={t(`used.${found.answer}`, { date: formatDate(locale, found.answeredOn) })}>
        {found.number && (
          <p className="receipt-number">
            {t("used.number")} <strong>{found.number}</strong>
          </p>
        )}
        <p>{t("used.once")}</p>
        <RecordLink id={found.publicId} name={found.name} />
      </Ended>
    );
  return (
    <div className="prose">
      <AnswerForms verification={found} values={values} problems={problems}>
        <h1>{t("title")}</h1>
        <p className="lead">{found.name}</p>
        <p>{t("intro", { date: formatDate(locale, found.expiresOn) })}</p>
        <h2>{t("held")}</h2>
        <HeldFacts verification={found} />
      </AnswerForms>
    </div>
  );
}

function Ended({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  const t = useTranslations("verification");
  return (
    <article className="prose">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
      <p>
        <Link to={{ pathname: "/personal-data" }}>{t("rights")}</Link>
      </p>
    </article>
  );
}
