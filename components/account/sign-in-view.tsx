import { useLocale, useTranslations } from "next-intl";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/form-field";
import type { BackReason } from "@/lib/accounts/address";
import { providerRoutes } from "@/lib/accounts/permissions";
import type { SignInProblem } from "@/lib/accounts/schema";
import type { WaysIn } from "@/lib/accounts/ways-in";
import { limits } from "@/lib/core/limits";
import { href } from "@/lib/i18n/href";
import { Link } from "@/lib/i18n/navigation";

type SignInViewProps = { ways: WaysIn; email: string; problem: SignInProblem | null; reason: BackReason | null };

function MailWay({ email, problem }: Pick<SignInViewProps, "email" | "problem">) {
  const locale = useLocale();
  const t = useTranslations("accounts");
  const error = problem === "email_invalid" ? t("problem.email_invalid") : undefined;
  return (
    <section aria-labelledby="by-mail" className="way-in">
      <h2 id="by-mail">{t("signIn.mail.heading")}</h2>
      <form method="post" action={href(locale, { pathname: "/sign-in" })} noValidate className="form">
        <TextField
          name="email"
          type="email"
          label={t("signIn.mail.label")}
          hint={t("signIn.mail.hint", { minutes: limits.signInLinkMs / 60_000 })}
          value={email}
          error={error}
          autoComplete="email"
          spellCheck={false}
        />
        <p>
          <button type="submit" name="action" value="ask">
            {t("signIn.mail.send")}
          </button>
        </p>
      </form>
    </section>
  );
}

function ProviderWay({ name }: { name: string }) {
  const locale = useLocale();
  const t = useTranslations("accounts.signIn.provider");
  return (
    <section aria-labelledby="by-provider" className="way-in">
      <h2 id="by-provider">{t("heading", { name })}</h2>
      <p>{t("text", { name })}</p>
      <p>
        <a className="action" href={`${providerRoutes.begin}?lang=${locale}`} rel="nofollow">
          {t("action", { name })}
        </a>
      </p>
    </section>
  );
}

/** The page to sign in, with the ways that are open, and why somebody is back at it. */
export function SignInView({ ways, email, problem, reason }: SignInViewProps) {
  const t = useTranslations("accounts");
  const consent = useTranslations("relay");
  const field = problem === "email_invalid" ? "email" : undefined;
  const isOpen = ways.mail || ways.provider !== null;
  return (
    <div className="prose">
      <ErrorSummary title={t("problem.heading")} errors={problem ? [{ text: t(`problem.${problem}`), field }] : []} />
      <h1>{t("signIn.title")}</h1>
      {reason && (
        <p className="note" role="status">
          {t(`back.${reason}`)}
        </p>
      )}
      <p>{t("signIn.intro")}</p>
      {!isOpen && <p className="note">{t("signIn.closed")}</p>}
      {ways.mail && <MailWay email={email} problem={problem} />}
      {ways.provider !== null && <ProviderWay name={ways.provider} />}
      {isOpen && (
        <p className="aside">
          {t("cookie", { hours: limits.sessionLifeMs / 3_600_000 })}{" "}
          <Link to={{ pathname: "/personal-data" }}>{consent("consentLink")}</Link>
        </p>
      )}
    </div>
  );
}
