import { useTranslations } from "next-intl";
import { limits } from "@/lib/core/limits";
import { Link } from "@/lib/i18n/navigation";

/** A link was asked for: the same words whoever has the address. */
export function SentView() {
  const t = useTranslations("accounts.sent");
  return (
    <div className="prose">
      <h1>{t("title")}</h1>
      <p>{t("text", { minutes: limits.signInLinkMs / 60_000 })}</p>
      <p>{t("missing", { most: limits.signInPerAddress })}</p>
      <p>
        <Link to={{ pathname: "/sign-in" }}>{t("again")}</Link>
      </p>
    </div>
  );
}
