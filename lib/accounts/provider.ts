import { createHash } from "node:crypto";
import * as oidc from "openid-client";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { providerRoutes } from "./permissions";

type Known = { config: Promise<oidc.Configuration>; until: number };
const globals = globalThis as { atlasProvider?: Known | undefined };

const isLoopback = (address: URL) => ["localhost", "127.0.0.1", "[::1]"].includes(address.hostname);

async function discover(): Promise<oidc.Configuration> {
  const { OIDC_ISSUER = "", OIDC_CLIENT_ID = "", OIDC_CLIENT_SECRET = "", OIDC_USERINFO_ALG } = env();
  const issuer = new URL(OIDC_ISSUER);
  const metadata = {
    client_secret: OIDC_CLIENT_SECRET,
    ...(OIDC_USERINFO_ALG && { userinfo_signed_response_alg: OIDC_USERINFO_ALG }),
  };
  // Signatures are checked though answers come over TLS; without TLS only from this machine.
  const execute = [oidc.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [oidc.allowInsecureRequests] : [])];
  const timeout = limits.providerTimeoutMs / 1_000;
  return oidc.discovery(issuer, OIDC_CLIENT_ID, metadata, oidc.ClientSecretPost(OIDC_CLIENT_SECRET), { execute, timeout });
}

/** What is known of the provider, asked for once in a while; a failure is not kept. */
function provider(): Promise<oidc.Configuration> {
  const known = globals.atlasProvider;
  if (known && known.until > performance.now()) return known.config;
  const config = discover();
  globals.atlasProvider = { config, until: performance.now() + limits.providerKeptMs };
  config.catch(() => {
    globals.atlasProvider = undefined;
  });
  return config;
}

/** The three secrets of one way through the provider, from the one that the browser keeps in a cookie. */
function derived(token: string) {
  const part = (name: string) => createHash("sha256").update(`${name} ${token}`).digest("base64url");
  return { state: part("state"), nonce: part("nonce"), verifier: part("verifier") };
}

const returnAddress = () => new URL(providerRoutes.end, env().PUBLIC_URL);

/** Address at the provider at which a browser with this token begins. Throws what discovery throws. */
export async function beginAddress(token: string): Promise<string> {
  const { OIDC_SCOPE, OIDC_PKCE } = env();
  const { state, nonce, verifier } = derived(token);
  const address = oidc.buildAuthorizationUrl(await provider(), {
    redirect_uri: returnAddress().href,
    scope: OIDC_SCOPE,
    ...{ state, nonce },
    ...(OIDC_PKCE === "yes" && {
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    }),
  });
  return address.href;
}

/** Somebody as the provider knows them. `email` in lower case; null where it is none, or was not verified. */
export type Identity = { issuer: string; subject: string; email: string | null };

function verifiedEmail({ email, email_verified: verified }: Record<string, unknown>): string | null {
  if (typeof email !== "string") return null;
  const isVerified = env().OIDC_EMAIL_VERIFIED === "always" || verified === true || verified === "true";
  return isVerified ? email.trim().toLowerCase() : null;
}

/**
 * Who came back from the provider with these parameters. Throws where the way was not begun by the browser with this token, the
 * provider refused, or an answer of it is not what it must be.
 */
export async function identify(token: string, parameters: URLSearchParams): Promise<Identity> {
  const config = await provider();
  const { state, nonce, verifier } = derived(token);
  const back = returnAddress();
  back.search = parameters.toString();
  const tokens = await oidc.authorizationCodeGrant(config, back, {
    ...{ expectedState: state, expectedNonce: nonce },
    ...(env().OIDC_PKCE === "yes" && { pkceCodeVerifier: verifier }),
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error("no ID token");
  const known = claims.email !== undefined || config.serverMetadata().userinfo_endpoint === undefined;
  const facts = known ? claims : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  return { issuer: claims.iss, subject: claims.sub, email: verifiedEmail(facts) };
}
