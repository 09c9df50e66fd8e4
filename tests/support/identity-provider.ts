import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the provider knows of somebody. */
export type Person = { email?: string; email_verified?: boolean };

export type IdentityProvider = {
  issuer: string;
  client: { id: string; secret: string };
  people: Map<string, Person>;
  /** Who is at the browser: the provider asks for no password. Null: somebody who presses "cancel". */
  present: string | null;
  stop(): Promise<void>;
};

type Options = {
  /** Address that people are sent back to. */
  callback: string;
  /** User information as a signed JWT, and no PKCE, as ProConnect has it. */
  signed?: boolean;
};

/** A provider of identities of its own on loopback (OpenID Connect, PKCE required). */
export async function startIdentityProvider({ callback, signed = false }: Options): Promise<IdentityProvider> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const client = { id: "atlas", secret: randomBytes(24).toString("base64url") };
  const people = new Map<string, Person>();
  const state: IdentityProvider = {
    ...{ issuer, client, people, present: null },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: client.id, client_secret: client.secret, redirect_uris: [callback] },
        token_endpoint_auth_method: "client_secret_post",
        ...(signed && { userinfo_signed_response_alg: "RS256" as const }),
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "test" }] },
    cookies: { keys: [randomBytes(24).toString("hex")] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    pkce: { required: () => !signed },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 60, Interaction: 60, Session: 60 },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
  });
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, session } = await provider.interactionDetails(request, response);
    if (state.present === null) {
      await provider.interactionFinished(request, response, { error: "access_denied" });
    } else if (prompt.name === "login") {
      await provider.interactionFinished(request, response, { login: { accountId: state.present, remember: false } });
    } else {
      const grant = new provider.Grant({ accountId: session?.accountId ?? "", clientId: client.id });
      grant.addOIDCScope("openid email");
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
    }
  };
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction/")) void interact(request, response);
    else void answer(request, response);
  });
  return state;
}
