import { useTranslations } from "next-intl";
import type { Profile } from "@/lib/profiles/queries/profile";
import { PartList } from "./part-list";

/** What divides the projects of a subject: themes, countries, régions, forms. */
export function ProfileParts({ profile: { subject, parts } }: { profile: Pick<Profile, "subject" | "parts"> }) {
  const t = useTranslations("profiles");
  return (
    <div className="profile-lists">
      {[...parts.lists].map(([dimension, listed]) => (
        <PartList
          key={dimension}
          heading={t(`parts.${dimension === "theme" && subject.kind === "theme" ? "subtheme" : dimension}`)}
          parts={listed}
        />
      ))}
    </div>
  );
}
