import { useLocale, useTranslations } from "next-intl";
import { LanguageNote } from "@/components/ui/in-language";
import { PlainText } from "@/components/ui/plain-text";
import { type Project, projectTextFields } from "@/lib/projects/schema";

/** The record's own words, in the order of the legacy page; each text is marked with its language. */
export function ProjectTexts({ texts }: { texts: Project["texts"] }) {
  const locale = useLocale();
  const t = useTranslations("project.texts");
  const ordered = projectTextFields.flatMap((field) => texts.filter((text) => text.field === field));
  // One remark is enough where all texts are alike.
  const alike = new Set(ordered.map(({ language, status }) => `${language} ${status}`)).size === 1;
  const [first] = ordered;
  return (
    <div className="texts">
      {alike && first && <LanguageNote text={first} />}
      {ordered.map((text) => (
        <section key={`${text.field} ${text.language}`} className="text">
          <h3>{t(text.field)}</h3>
          {!alike && <LanguageNote text={text} />}
          <PlainText text={text.text} lang={text.language === locale ? undefined : text.language} />
        </section>
      ))}
    </div>
  );
}
