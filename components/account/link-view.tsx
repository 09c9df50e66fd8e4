import { useLocale, useTranslations } from "next-intl";
import { linkTarget } from "@/lib/accounts/address";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";

/** What a one-time link opens: a button, so that a program that looks through mails does not use it up. `email`: null where it is over. */
export function LinkView({ token, email }: { token: string; email: string | null }) {
  const locale = useLocale();
  const t = useTranslations("accounts");
  if (email === null)
    return (
      <div className="prose">
        <h1>{t("link.gone")}</h1>
        <p>{t("link.goneText")}</p>
        <p>
          <Link to={{ pathname: "/sign-in" }}>{t("sent.again")}</Link>
        </p>
      </div>
    );
  return (
    <div className="prose">
      <h1>{t("link.title")}</h1>
      <p>{t("link.text", { email })}</p>
      <form method="post" action={href(locale, linkTarget(locale, token))} className="form">
        <p>
          <button type="submit" name="action" value="use">
            {t("link.open")}
          </button>
        </p>
      </form>
      <p className="aside">{t("cookie", { hours: limits.sessionLifeMs / 3_600_000 })}</p>
    </div>
  );
}
