import { useLocale, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatDate } from "@/lib/i18n/format";
import type { NewsAgreement } from "@/lib/news/schema";

/** An agreement: what kind, who signed it by function, where, when, about what and for how long. */
export function NewsAgreementFacts({ agreement }: { agreement: NewsAgreement }) {
  const locale = useLocale();
  const t = useTranslations("news");
  const { signed, endsOn, durationMonths: months } = agreement;
  const duration = months && (months % 12 === 0 ? t("years", { count: months / 12 }) : t("months", { count: months }));
  return (
    <section>
      <h2>{t("agreement")}</h2>
      <DefinitionList
        layout="rows"
        facts={[
          { key: "kind", term: t("kind"), value: t(`agreementKind.${agreement.kind}`) },
          { key: "object", term: t("object"), value: agreement.object },
          { key: "parties", term: t("parties"), value: agreement.parties.length > 0 ? <Parties agreement={agreement} /> : null },
          { key: "signed", term: t("signedOn"), value: signed && formatDate(locale, signed.date, signed.precision) },
          { key: "place", term: t("place"), value: agreement.placeName },
          { key: "duration", term: t("duration"), value: duration },
          { key: "ends", term: t("endsOn"), value: endsOn && formatDate(locale, endsOn) },
        ]}
      />
    </section>
  );
}

function Parties({ agreement }: { agreement: NewsAgreement }) {
  return (
    <ul>
      {agreement.parties.map(({ name, signatoryFunction }) => (
        <li key={name}>
          {name}
          {signatoryFunction && ` (${signatoryFunction})`}
        </li>
      ))}
    </ul>
  );
}
