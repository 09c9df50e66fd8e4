import { passageOf, type Sentence } from "./passages";

/** Words for currencies of the field, and what they mean where nothing else is said. */
const currencies: readonly [RegExp, string][] = [
  [/^(?:€|euros?|eur)$/i, "EUR"],
  [/^(?:dollars? canadiens?|canadian dollars?|cad)$/i, "CAD"],
  [/^(?:dollars? australiens?|australian dollars?|aud)$/i, "AUD"],
  [/^(?:\$|us ?\$|dollars?(?: américains?)?|us dollars?|usd)$/i, "USD"],
  [/^(?:£|livres? sterling|pounds?(?: sterling)?|gbp)$/i, "GBP"],
  [/^(?:francs? cfa|cfa francs?|xof)$/i, "XOF"],
  [/^(?:francs? suisses?|swiss francs?|chf)$/i, "CHF"],
  [/^(?:yens?|jpy)$/i, "JPY"],
  [/^(?:wons?|krw)$/i, "KRW"],
];
const currency =
  "€|euros?|eur|(?:canadian|australian|us) dollars?|dollars?(?: (?:canadiens?|australiens?|américains?))?|us ?\\$|\\$|£|livres? sterling|pounds?(?: sterling)?|francs? cfa|cfa francs?|francs? suisses?|swiss francs?|yens?|wons?|usd|cad|gbp|chf|jpy|krw|xof";
const number = "(?<number>\\d{1,3}(?:[ ,.]\\d{3})+(?!\\d)|\\d{1,15})(?:[.,](?<decimals>\\d{1,2})(?!\\d))?";
const scale = "(?:\\s?(?<scale>milliers|mille|millions?|milliards?|billions?|thousand|bn)(?!\\p{L}))?";
const approximate =
  "(?<about>(?:près de|environ|plus de|quelque|autour de|presque|nearly|about|around|almost|over|some|more than)\\s+)?";
const after = new RegExp(
  `${approximate}(?<![\\d.,])${number}${scale}\\s?(?:d[e’']\\s?|of\\s)?(?<currency>${currency})(?!\\p{L})`,
  "giu",
);
const before = new RegExp(`${approximate}(?<currency>us ?\\$|[€$£])\\s?${number}${scale}`, "giu");

const scales: Readonly<Record<string, bigint>> = {
  mille: 1_000n,
  millier: 1_000n,
  thousand: 1_000n,
  million: 1_000_000n,
  milliard: 1_000_000_000n,
  billion: 1_000_000_000n,
  bn: 1_000_000_000n,
};

/** An amount that a text states: decimal string with two digits, ISO 4217. `year`: the one year of its sentence. */
export type StatedAmount = {
  amount: string;
  currency: string;
  approximate: boolean;
  year: number | null;
  /** False where the number has two readings. */
  sure: boolean;
  passage: string;
  line: number;
};

/** Digits before the point that the database takes. */
const mostDigits = 16;

function amountOf(groups: Record<string, string | undefined>): string | null {
  const whole = (groups.number ?? "").replace(/[ ,.]/g, "");
  const cents = BigInt(`${whole}${(groups.decimals ?? "").padEnd(2, "0")}`);
  const factor = scales[groups.scale?.toLowerCase().replace(/s$/, "") ?? ""] ?? 1n;
  const digits = (cents * factor).toString().padStart(3, "0");
  const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return cents === 0n || amount.length > mostDigits + 3 ? null : amount;
}

/** The amounts of money that a text states, in its order. A French "billion" is a million millions, and is left in doubt. */
export function amountsIn(sentences: readonly Sentence[], language: string): StatedAmount[] {
  return sentences.flatMap(({ value, line }) => {
    const years = [
      ...new Set([...value.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)(?!\s?(?:€|euros?))/gi)].map(([year]) => Number(year))),
    ];
    return [...value.matchAll(after), ...value.matchAll(before)].flatMap((match) => {
      const groups = match.groups ?? {};
      const amount = amountOf(groups);
      const code = currencies.find(([form]) => form.test(groups.currency ?? ""))?.[1];
      if (amount === null || code === undefined) return [];
      const isDoubtful =
        /^\d{1,3}[,.]\d{3}$/.test(groups.number ?? "") || (language === "fr" && /^billion/i.test(groups.scale ?? ""));
      return [
        {
          amount,
          currency: code,
          approximate: groups.about !== undefined,
          year: years.length === 1 ? (years[0] ?? null) : null,
          sure: !isDoubtful,
          passage: passageOf(value, match.index, match.index + match[0].length),
          line,
        },
      ];
    });
  });
}
