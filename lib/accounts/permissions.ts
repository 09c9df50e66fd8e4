import type { AccountRole } from "@/lib/core/prisma-client/enums";
import type { PathKey } from "@/lib/i18n/href";

// next.config.ts reads this file, too, and knows no alias: types are all that it may import.

/** What somebody may do who signs in; each account has one. */
export const roles = ["correspondent", "officer", "operator"] as const satisfies readonly AccountRole[];
export type Role = (typeof roles)[number];

/** Who may: visitors who are not signed in, too, or these roles. */
type Access = "everybody" | readonly Role[];
type Rule = { read: Access; actions: Readonly<Record<string, Access>> };

const operators = ["operator"] as const;

/**
 * The one table of who may do what: every page that is not public, who may read it, and what may be sent to it. What is not here is
 * public, and knows nothing of who asks.
 */
export const permissions = {
  "/sign-in": { read: "everybody", actions: { ask: "everybody" } },
  "/sign-in/sent": { read: "everybody", actions: {} },
  "/sign-in/link": { read: "everybody", actions: { use: "everybody" } },
  "/account": { read: roles, actions: { leave: roles, leave_everywhere: roles } },
  "/account/contacts": { read: ["correspondent", "officer"], actions: {} },
  "/account/people": { read: operators, actions: { invite: operators, invite_again: operators, revoke: operators } },
  "/account/log": { read: operators, actions: {} },
  "/account/outbox": { read: operators, actions: { retry: operators } },
} as const satisfies Partial<Record<PathKey, Rule>>;

export type AccountPath = keyof typeof permissions;
export const accountPaths = Object.keys(permissions) as AccountPath[];
/** What may be sent to some page. */
export type AccountAction = { [P in AccountPath]: keyof (typeof permissions)[P]["actions"] }[AccountPath];

/** The two addresses of the way through a provider of identities, which everybody may ask for. */
export const providerRoutes = { begin: "/api/sign-in/provider", end: "/api/sign-in/callback" } as const;

const allows = (access: Access, role: Role | null) => access === "everybody" || (role !== null && access.includes(role));

/** True where a role (null: nobody signed in) may read a page. */
export function mayRead(path: AccountPath, role: Role | null): boolean {
  return allows(permissions[path].read, role);
}

/** True where a role may send this to a page; false also for what no page takes. */
export function mayDo(path: AccountPath, action: string, role: Role | null): boolean {
  const { actions }: Rule = permissions[path];
  return Object.hasOwn(actions, action) && allows(actions[action] ?? [], role);
}
