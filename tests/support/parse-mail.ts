import type { ReceivedMail } from "./mail-server";

/** Header lines unfolded, and the text as a reader sees it. */
export function parseMail({ raw }: ReceivedMail): { headers: Record<string, string>; text: string } {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => [line.split(":")[0]?.toLowerCase(), line.replace(/^[^:]*:\s*/, "")]));
  const body = rest.join("\n\n");
  const encoding = headers["content-transfer-encoding"];
  const quoted = body
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const text =
    encoding === "base64"
      ? Buffer.from(body, "base64").toString("utf8")
      : encoding === "quoted-printable"
        ? Buffer.from(quoted, "latin1").toString("utf8")
        : body;
  return { headers, text };
}
