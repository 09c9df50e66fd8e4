import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = { from: string; to: string[]; raw: string };

export type MailServer = { port: number; inbox: ReceivedMail[]; stop(): Promise<void> };

/** A mail server of its own: addresses that begin with "refused" do not exist, "later" asks to come back, "policy" wants no mail of ours. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const inbox: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, callback) => {
      const fail = (responseCode: number, status = "") =>
        callback(Object.assign(new Error(`${status}no <${address}>`), { responseCode }));
      if (address.startsWith("refused")) fail(550);
      else if (address.startsWith("later")) fail(451);
      else if (address.startsWith("policy")) fail(550, "5.7.1 ");
      else callback();
    },
    onData: (stream, { envelope }, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        inbox.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString("utf8") });
        callback();
      });
    },
  });
  const listening = once(server.server, "listening");
  server.listen(port, "127.0.0.1");
  await listening;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: (server.server.address() as AddressInfo).port, inbox, stop };
}

/** Lets the portal's own code, in the process of a test, send its mails to a server. */
export function sendMailsTo({ port }: MailServer, others: Record<string, string> = {}): void {
  Object.assign(process.env, {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "atlas@example.org",
    SITE_NAME: "Atlas",
    PUBLIC_URL: "https://atlas.example.org",
    LOG_LEVEL: "silent",
    ...others,
  });
}
