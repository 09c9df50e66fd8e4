import { db } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { signInTarget } from "./address";
import { type Answered, moveTo } from "./answered";
import { readCookie, setCookie } from "./cookie";
import { beginAddress, type Identity, identify } from "./provider";
import { takeTurn } from "./rate";
import { openSession } from "./sessions";
import { newToken } from "./token";
import { waysIn } from "./ways-in";

/** An error of the provider, in the log without anything of the person. */
function failed(error: unknown): void {
  const { name, code } = error as { name?: string; code?: string };
  log().warn({ error: name, code }, "provider of identities");
}

/** To the provider, with a cookie that ties the way back to this browser. */
export async function beginAtProvider(request: Request, locale: Locale): Promise<Answered> {
  if (waysIn().provider === null) return { code: "not_found" };
  if (!takeTurn(request, "use")) return { code: "too_many_requests" };
  const token = newToken();
  try {
    return { to: await beginAddress(token), cookies: [setCookie("provider", token)] };
  } catch (error) {
    failed(error);
    return moveTo(locale, signInTarget(locale, "provider"));
  }
}

/**
 * The account of somebody whom the provider vouches for: the one that came from there before, else the one that was invited by their
 * verified address and has not been anybody else's there. Null: nobody was invited.
 */
async function findAccount({ issuer, subject, email }: Identity): Promise<{ id: number; language: string } | null> {
  const select = { id: true, language: true } as const;
  const known = await db().account.findFirst({ where: { oidcIssuer: issuer, oidcSubject: subject, revokedAt: null }, select });
  if (known || email === null) return known;
  const [bound] = await db().account.updateManyAndReturn({
    where: { email, revokedAt: null, oidcSubject: null },
    data: { oidcIssuer: issuer, oidcSubject: subject },
    select,
  });
  return bound ?? null;
}

/** Back from the provider: in, if invited. */
export async function endAtProvider(request: Request, locale: Locale): Promise<Answered> {
  if (waysIn().provider === null) return { code: "not_found" };
  const cookies = request.headers.get("cookie");
  const over = setCookie("provider", null);
  const token = readCookie(cookies, "provider");
  let identity: Identity;
  try {
    if (token === null) throw new Error("begun elsewhere, or too long ago");
    identity = await identify(token, new URL(request.url).searchParams);
  } catch (error) {
    failed(error);
    return moveTo(locale, signInTarget(locale, "provider"), [over]);
  }
  const account = await findAccount(identity);
  if (!account) return moveTo(locale, signInTarget(locale, identity.email === null ? "not_verified" : "not_invited"), [over]);
  const session = await openSession(account.id, readCookie(cookies, "session"));
  const own = isLocale(account.language) ? account.language : locale;
  return moveTo(own, { pathname: "/account" }, [over, setCookie("session", session)]);
}
