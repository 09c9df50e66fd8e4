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

/** Who counted the populations that reasons tell, and when; nothing where none is told. */
export function SizeSource({ all }: { all: readonly Reasons[] }) {
  const t = useTranslations("profiles.similar.reason");
  const sizes = all.flatMap(({ size }) => size ?? []);
  if (sizes.length === 0) return null;
  const years = [...new Set(sizes.flatMap((size) => size.years))].sort().join(", ");
  return <p className="aside">{t("source", { source: [...new Set(sizes.map(({ source }) => source))].join(", "), years })}</p>;
}
