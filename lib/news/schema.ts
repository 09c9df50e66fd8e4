import type { NewsRole } from "@/lib/core/prisma-client/enums";
import type { PreciseDate } from "@/lib/i18n/format";
import type { Text } from "@/lib/i18n/text";

/** Kinds of agreement that have a name in the messages (`news.agreementKind`); any other is "other". */
export const agreementKinds = ["strategic_partnership", "partnership", "other"] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export type NewsOrganisation = { id: string; slug: string; name: string; role: NewsRole; country: string | null };

/** `durationMonths`: as stated; `endsOn`: ISO date. */
export type NewsAgreement = {
  id: number;
  kind: AgreementKind;
  relatedAction: boolean;
  signed: PreciseDate | null;
  placeName: string | null;
  endsOn: string | null;
  durationMonths: number | null;
  object: string | null;
  parties: { name: string; signatoryFunction: string | null }[];
};

/** An amount that the item states, in units of its currency (ISO 4217). `sourceName`: who states it, if not the item's source. */
export type NewsFigure = {
  label: string;
  amount: number;
  currency: string;
  approximate: boolean;
  year: number | null;
  sourceName: string | null;
};

/** Width and height in pixels. */
export type NewsPicture = { width: number; height: number; credit: string; alternative: string };

/** A news item as its page shows it; dates are ISO. */
export type NewsItem = {
  id: string;
  slugs: { fr: string; en: string };
  title: Text;
  body: Text;
  happenedOn: string;
  /** Last day on which one may answer the call for projects that the item tells. */
  closesOn: string | null;
  updatedOn: string;
  placeName: string | null;
  sourceUrl: string | null;
  sourceName: string;
  picture: NewsPicture | null;
  organisations: NewsOrganisation[];
  countries: { code: string; name: string; slug: string }[];
  projects: { id: string; slug: string; title: Text }[];
  themes: { code: string; label: string }[];
  agreements: NewsAgreement[];
  figures: NewsFigure[];
};

export type NewsSummary = {
  id: string;
  slug: string;
  title: Text;
  happenedOn: string;
  closesOn: string | null;
  relatedAction: boolean;
};

/** An item in the index; names are in the reader's language. */
export type NewsEntry = NewsSummary & {
  organisations: string[];
  countries: string[];
  /** First words of its text. */
  summary: string;
  updatedAt: Date;
};

/** One value of a filter, and how many items it finds. */
export type NewsChoice = { value: string; label: string; count: number };
