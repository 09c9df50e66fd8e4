import { useLocale } from "next-intl";
import { limits } from "@/lib/core/limits";
import { formatNumber } from "@/lib/i18n/format";

/** The bounds of what anybody may send, and the length of what was sent, for the texts that tell of them. */
export function useFormBounds(): (length?: number) => Record<string, string | number> {
  const locale = useLocale();
  const bounds = {
    maxText: formatNumber(locale, limits.feedbackTextLength),
    maxUrl: formatNumber(locale, limits.feedbackUrlLength),
    maxOrganisation: formatNumber(locale, limits.feedbackOrganisationLength),
    maxName: formatNumber(locale, limits.feedbackOrganisationLength),
    maxSubject: formatNumber(locale, limits.relaySubjectLength),
    seconds: limits.feedbackQuickestMs / 1_000,
  };
  return (length = 0) => ({ ...bounds, length: formatNumber(locale, length) });
}
