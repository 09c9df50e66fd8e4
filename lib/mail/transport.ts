import { createTransport } from "nodemailer";
import { env } from "@/lib/core/env";
import { limits } from "@/lib/core/limits";
import { blamesAddress } from "./status";

/** A plain text mail to one address; `personal`: a person wrote it, and is to be answered as such. */
export type Mail = { to: string; subject: string; text: string; language: string; replyTo?: string; personal?: boolean };

/**
 * What became of an attempt: `refused` for good by the server, or to be tried later; `serverDown` where no mail would pass; `ofAddress`
 * where the server refuses this addressee, and not what is said or who says it.
 */
export type Attempt = { state: "sent" } | { state: "refused" | "later"; code: string; serverDown: boolean; ofAddress?: boolean };

type Failure = { code?: string; responseCode?: number; command?: string; response?: string };

/** Failures before any mail was named: the server is away, or does not let us in. */
const serverFailures = new Set(["ECONNECTION", "ETIMEDOUT", "EDNS", "ESOCKET", "ETLS", "EAUTH", "EPROXY", "ENOAUTH"]);

/** Sends one mail through SMTP_URL. Never throws; the answer of the server is told by its code only. */
export async function sendMail({ to, subject, text, language, replyTo, personal = false }: Mail): Promise<Attempt> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) return { state: "later", code: "unconfigured", serverDown: true };
  const timeouts = {
    connectionTimeout: limits.mailTimeoutMs,
    greetingTimeout: limits.mailTimeoutMs,
    socketTimeout: limits.mailTimeoutMs,
    dnsTimeout: limits.mailTimeoutMs,
  };
  const transport = createTransport({ url: SMTP_URL, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({
      // As objects, addresses are never parsed: what stands in them is one address, whatever characters it has.
      from: { name: env().SITE_NAME, address: MAIL_FROM },
      to: { name: "", address: to },
      ...(replyTo && { replyTo: { name: "", address: replyTo } }),
      subject,
      text,
      headers: { ...(!personal && { "Auto-Submitted": "auto-generated" }), "Content-Language": language },
    });
    return { state: "sent" };
  } catch (error) {
    const { code = "unknown", responseCode, command, response = "" } = error as Failure;
    const serverDown = serverFailures.has(code);
    const refused = !serverDown && responseCode !== undefined && responseCode >= 500;
    const ofAddress = command === "RCPT TO" && blamesAddress(/^5\d\d[ -](5\.\d{1,3}\.\d{1,3})/.exec(response)?.[1] ?? "5.1.1");
    return { state: refused ? "refused" : "later", code: String(responseCode ?? code), serverDown, ofAddress };
  } finally {
    transport.close();
  }
}
