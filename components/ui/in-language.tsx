import { useLocale, useTranslations } from "next-intl";
import { formatLanguage } from "@/lib/i18n/format";
import type { Text } from "@/lib/i18n/text";
import { Marked } from "./marked";

/** Free text inside a line, its language told where that is not the page's. */
export function InLanguage({ text }: { text: Pick<Text, "text" | "language"> }) {
  const locale = useLocale();
  const shown = <Marked text={text.text} />;
  return text.language === locale ? shown : <span lang={text.language}>{shown}</span>;
}

/** Says in words that a text is in another language, or a translation; silent for an original in the page's language. */
export function LanguageNote({ text }: { text: Pick<Text, "language" | "status"> }) {
  const locale = useLocale();
  const t = useTranslations("ui.text");
  if (text.status !== "original") return <p className="aside">{t(text.status)}</p>;
  if (text.language === locale) return null;
  return <p className="aside">{t("original", { language: formatLanguage(locale, text.language) })}</p>;
}
