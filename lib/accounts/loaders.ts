import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { draftHeader, draftReader } from "@/lib/http/form-draft";
import { readCookie } from "./cookie";
import { type AccountPath, mayRead } from "./permissions";
import {
  emptyInvitation,
  type InvitationProblem,
  type InvitationValues,
  invitationFields,
  invitationProblems,
  type SignInProblem,
  signInFields,
  signInProblems,
} from "./schema";
import { findViewer, type Viewer } from "./sessions";

const readViewer = cache(async (): Promise<Viewer | null> => {
  return findViewer(readCookie((await cookies()).toString(), "session"));
});

/**
 * Who looks at a page, read once for it and its metadata. proxy.ts sends everybody else elsewhere before; here nobody gets through whom
 * it let pass by mistake.
 */
export async function requireViewer(path: AccountPath): Promise<Viewer> {
  const viewer = await readViewer();
  if (!viewer || !mayRead(path, viewer.role)) notFound();
  return viewer;
}

const decodeSignIn = draftReader(signInFields, signInProblems);
const decodeInvitation = draftReader(invitationFields, Object.keys(invitationProblems) as InvitationProblem[]);

/** The form to sign in: empty, or as it was sent, with what is wrong. */
export async function readSignInForm(): Promise<{ email: string; problem: SignInProblem | null }> {
  const draft = decodeSignIn((await headers()).get(draftHeader));
  return { email: draft?.values.email ?? "", problem: draft?.problems[0]?.code ?? null };
}

/** An invitation: empty, or as it was sent, with what is wrong. */
export async function readInvitationForm(): Promise<{ values: InvitationValues; problems: readonly InvitationProblem[] }> {
  const draft = decodeInvitation((await headers()).get(draftHeader));
  return { values: draft?.values ?? emptyInvitation, problems: draft?.problems.map(({ code }) => code) ?? [] };
}
