import type { NewsRole } from "@/lib/core/prisma-client/enums";
import type { Text } from "@/lib/i18n/text";

/** Kinds of agreement that have a name in the messages (`news.agreementKind`); any other is "other". */
export const agreementKinds = ["strategic_partnership", "other"] as const;
export type AgreementKind = (typeof agreementKinds)[number];

/** A news item as its page shows it; dates are ISO. */
export type NewsItem = {
  id: string;
  slugs: { fr: string; en: string };
  title: Text;
  body: Text;
  happenedOn: string;
  sourceUrl: string | null;
  sourceName: string;
  organisations: { id: string; slug: string; name: string; role: NewsRole; country: string | null }[];
  countries: { code: string; name: string; slug: string }[];
  projects: { id: string; slug: string; title: Text }[];
  agreements: {
    kind: AgreementKind;
    relatedAction: boolean;
    signedOn: string | null;
    placeName: string | null;
    parties: { name: string; signatoryFunction: string | null }[];
  }[];
};

export type NewsSummary = { id: string; slug: string; title: Text; happenedOn: string; relatedAction: boolean };
