import type { Client } from "pg";
import type { NewsProposalKind } from "@/lib/core/prisma-client/enums";
import type { Json } from "../apply/canonical";
import { guessLanguage } from "../normalise/languages";
import type { Problem } from "../reasons";
import type { StatedNews } from "../sources/news/item";
import { agreementIn } from "./agreement";
import { amountsIn } from "./amounts";
import { closingsIn, isCall, isClosing } from "./closing";
import { daysIn, type StatedDay } from "./dates";
import { countriesIn, organisationsIn } from "./names";
import { sentencesOf } from "./passages";

/** Something read in a text, to be accepted or not. `key` tells it from others of its kind; `label`: what it is, for people. */
export type Proposal = {
  kind: NewsProposalKind;
  key: string;
  value: { [key: string]: Json };
  organisationId: number | null;
  label: string;
  passage: string;
  line: number;
  sure: boolean;
};

/** What an item says. `day`: of the event; `published`: that day is stated, so the item may be shown. */
export type ReadNews = {
  item: StatedNews;
  language: string;
  day: string;
  published: boolean;
  proposals: Proposal[];
  problems: Problem[];
};

/** Days that a date without a year is proposed as; further ones are told by nobody's announcement. */
const mostDays = 3;

/** The day of what the text tells: that of the signature, else the first. */
function eventOf(days: readonly StatedDay[]): StatedDay | null {
  return days.find(({ signing }) => signing) ?? days[0] ?? null;
}

function dayProposals({ days, passage, line }: StatedDay): Proposal[] {
  const few = days.slice(0, mostDays);
  return few.map((day) => ({
    ...{ kind: "date", key: day, value: { day }, organisationId: null, label: day, passage, line },
    sure: days.length === 1,
  }));
}

async function namesProposed(
  client: Client,
  sentences: ReturnType<typeof sentencesOf>,
  countries: Countries,
): Promise<Proposal[]> {
  const named = countriesIn(sentences, countries).map(
    ({ code, name, passage, line }): Proposal => ({
      ...{ kind: "country", key: code, value: { code }, organisationId: null, label: `${name} (${code})`, passage, line },
      sure: true,
    }),
  );
  const bodies = (await organisationsIn(client, sentences)).map(
    ({ id, publicId, name, role, sure, passage, line }): Proposal => ({
      ...{ kind: "organisation", key: publicId, value: { role }, organisationId: id, passage, line, sure },
      label: `${name} (${publicId}, ${role})`,
    }),
  );
  return [...named, ...bodies];
}

/** Countries by the key of each of their names. */
export type Countries = ReadonlyMap<string, { code: string; name: string }>;

/** Reads an item: its language, its day, and what it speaks of. Null with a reason when it has no day. `today`: ISO day. */
export async function readNews(
  client: Client,
  item: StatedNews,
  countries: Countries,
  today: string,
): Promise<ReadNews | { day: null; problems: Problem[] }> {
  const problem = (line: number, value: string, reason: Problem["reason"]): Problem => ({ line, column: null, value, reason });
  const body = item.paragraphs.map(({ value }) => value).join("\n\n");
  if (item.title === "" || body === "") return { day: null, problems: [problem(item.line, item.title, "news_without_text")] };
  const sentences = sentencesOf([{ value: item.title, line: item.line }, ...item.paragraphs]);
  const language = item.language ?? guessLanguage(`${item.title} ${body}`) ?? "fr";
  const call = isCall(sentences);
  const event = eventOf(daysIn(sentences, { published: item.day, today, ...(call && { isOther: isClosing }) }));
  const day = item.day ?? event?.days[0];
  if (!day) return { day: null, problems: [problem(item.line, item.title, "news_date_missing")] };
  const signedOn = event?.signing && event.days.length === 1 && !event.contradicts ? (event.days[0] ?? null) : null;
  const isStated = item.day !== null || (event !== null && !event.inferred && !event.contradicts);
  const agreement = await agreementIn(client, sentences);
  const proposals: Proposal[] = [
    ...(event && (!isStated || event.days[0] !== day) ? dayProposals(event) : []),
    ...(call ? closingsIn(sentences, item.day ?? today) : []).map(({ day: last, ...found }) => ({
      ...{ kind: "closing" as const, key: last, value: { day: last }, organisationId: null, label: last },
      ...found,
    })),
    ...(agreement
      ? [
          {
            ...{ kind: "agreement" as const, key: "signature", organisationId: null, sure: true },
            value: { kind: agreement.kind, day: signedOn, placeName: agreement.placeName, countryCode: agreement.countryCode },
            label: [agreement.kind, signedOn, agreement.placeName, agreement.countryCode].filter(Boolean).join(", "),
            passage: agreement.passage,
            line: agreement.line,
          },
        ]
      : []),
    ...(await namesProposed(client, sentences, countries)),
    ...amountsIn(sentences, language).map(({ amount, currency, approximate, year, sure, passage, line }) => ({
      ...{ kind: "amount" as const, key: `${amount} ${currency}`, organisationId: null, sure, passage, line },
      value: { amount, currency, approximate, year },
      label: `${approximate ? "≈ " : ""}${amount} ${currency}`,
    })),
  ];
  const contradiction = event?.contradicts ? [problem(event.line, event.passage, "weekday_contradicts")] : [];
  return { item, language, day, published: isStated, proposals, problems: contradiction };
}
