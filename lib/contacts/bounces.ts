import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import PostalMime from "postal-mime";
import { isoDay } from "@/lib/core/dates";
import type { Database } from "@/lib/core/db";
import { limits } from "@/lib/core/limits";
import { blamesAddress } from "@/lib/mail/status";
import { type Marked, markUndeliverable } from "./undeliverable";

/** An address that a mail says cannot be reached for good; the day of that mail. */
export type Bounce = { addresses: string[]; day: string };

/** What became of mails: who was marked, which addresses nobody has, and how many mails say nothing of the kind. */
export type Bounced = { marked: Marked[]; unmatched: string[]; others: number };

/** The line before each mail of a folder: who sent it, and when. A line of a text may begin with the same word. */
const parting = /^From \S+ .*\b\d{1,2}:\d{2}/;

/**
 * The mails of a file, one after the other: a mail (.eml), or a folder of them (mbox, RFC 4155). Of a mail, no more than `bounceBytes` is
 * kept: what could not be delivered is told before the letter that is sent back.
 */
export async function* mailsOf(input: Readable): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  let bytes = 0;
  let isFolder = false;
  let isStart = true;
  const end = () => Buffer.from(`${lines.join("\n")}\n`, "latin1");
  for await (const line of createInterface({ input: input.setEncoding("latin1"), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (isStart && parting.test(line) && (isFolder || lines.length === 0)) {
      if (lines.length > 0) yield end();
      [lines, bytes, isFolder] = [[], 0, true];
    } else {
      bytes += line.length + 1;
      if (bytes <= limits.bounceBytes) lines.push(line);
    }
    isStart = line === "";
  }
  if (lines.some((line) => line !== "")) yield end();
}

const fieldsOf = (block: string) =>
  new Map(
    block
      .replace(/\n[ \t]+/g, " ")
      .split("\n")
      .map((line) => [line.split(":")[0]?.trim().toLowerCase() ?? "", line.replace(/^[^:]*:/, "").trim()]),
  );

const addressOf = (field = "") => /^(?:rfc822|utf-8)\s*;\s*<?([^\s<>@]+@[^\s<>@]+)>?/i.exec(field)?.[1];

/** What a mail says could not be delivered for good, by the parts that programs read (RFC 3464); nothing where it is no such mail. */
export async function readBounces(mail: Buffer, now: Date): Promise<Bounce[]> {
  const { headers, attachments, date } = await PostalMime.parse(mail, { forceRfc822Attachments: true });
  const type = headers.find(({ key }) => key === "content-type")?.value ?? "";
  if (!/^multipart\/report\b/i.test(type)) return [];
  const written = new Date(date ?? "");
  const day = isoDay(written <= now ? written : now);
  return attachments
    .filter(({ mimeType }) => /^message\/(global-)?delivery-status$/i.test(mimeType))
    .flatMap(({ content }) =>
      textOf(content)
        .replaceAll("\r\n", "\n")
        .split(/\n{2,}/),
    )
    .map(fieldsOf)
    .filter((fields) => fields.get("action")?.toLowerCase() === "failed" && isOfAddress(fields.get("status")))
    .map((fields) => [addressOf(fields.get("original-recipient")), addressOf(fields.get("final-recipient"))])
    .map((found) => ({ addresses: [...new Set(found.flatMap((address) => address?.toLowerCase() ?? []))], day }))
    .filter(({ addresses }) => addresses.length > 0);
}

const textOf = (content: string | ArrayBuffer | Uint8Array) =>
  typeof content === "string" ? content : Buffer.from(content as Uint8Array).toString("utf8");

const isOfAddress = (status = "") => blamesAddress(/^[\d.]+/.exec(status)?.[0] ?? "");

/** Marks whoever has an address that these mails say cannot be reached. */
export async function takeBounces(database: Database, mails: AsyncIterable<Buffer>, now: Date): Promise<Bounced> {
  const marked = new Map<string, Marked>();
  const unmatched = new Set<string>();
  let others = 0;
  for await (const mail of mails) {
    const bounces = await readBounces(mail, now);
    if (bounces.length === 0) others += 1;
    for (const { addresses, day } of bounces) {
      const found = await markUndeliverable(database, addresses, day);
      for (const one of found) marked.set(one.id, one);
      if (found.length === 0) unmatched.add(addresses.at(-1) ?? "");
    }
  }
  return { marked: [...marked.values()], unmatched: [...unmatched], others };
}
