import { useTranslations } from "next-intl";
import { isImportCode } from "@/lib/import/codes";

/** What kind of file was imported; the code itself for a kind of another version. */
export function ImportKindName({ kind }: { kind: string }) {
  const t = useTranslations("quality.kind");
  return isImportCode(kind) ? t(kind) : kind;
}
