import type { RelayMailKind } from "@/lib/core/prisma-client/enums";
import type { MailQueue } from "@/lib/mail/queue";
import { composeLetter } from "./mail-text";

/** Letters to those who stand in the directory, and copies to those who wrote them. */
export const relayMails: MailQueue<RelayMailKind> = { table: "relay_mail", owner: "message_id", compose: composeLetter };
