import { useTranslations } from "next-intl";
import type { Reasons } from "@/lib/similar/schema";
import { useReasons } from "./reason-text";

/** Why something is similar. */
export function ReasonList({ reasons }: { reasons: Reasons }) {
  const t = useTranslations("profiles.similar.reason");
  return (
    <ul className="reasons" aria-label={t("label")}>
      {useReasons()(reasons).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
