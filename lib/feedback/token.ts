import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { limits } from "@/lib/core/limits";

/** A form that was sent: its name, and whether it may be believed. */
export type TokenState = { formKey: string; state: "valid" | "too_fast" } | { formKey: null; state: "expired" };

function sign(key: string, publicId: string, issued: string, formKey: string): string {
  return createHmac("sha256", key).update(`${publicId} ${issued} ${formKey}`).digest("hex").slice(0, 32);
}

/** Proof that a form about a record was made by us at an instant: that instant, a random name, and a signature. */
export function issueToken(key: string, publicId: string, now: Date): string {
  const issued = now.getTime().toString(36);
  const formKey = randomBytes(12).toString("hex");
  return `${issued}-${formKey}-${sign(key, publicId, issued, formKey)}`;
}

/** Reads a token. One that we did not make, or for another record, counts as expired: the visitor sends the form again. */
export function readToken(key: string, publicId: string, token: string, now: Date): TokenState {
  const [, issued = "", formKey = "", signature = ""] = /^([0-9a-z]{1,12})-([0-9a-f]{24})-([0-9a-f]{32})$/.exec(token) ?? [];
  if (!issued || !timingSafeEqual(Buffer.from(signature), Buffer.from(sign(key, publicId, issued, formKey)))) {
    return { formKey: null, state: "expired" };
  }
  const age = now.getTime() - Number.parseInt(issued, 36);
  if (age > limits.feedbackFormLifeMs) return { formKey: null, state: "expired" };
  return { formKey, state: age < limits.feedbackQuickestMs ? "too_fast" : "valid" };
}
