import { markUndeliverable } from "@/lib/contacts/undeliverable";
import { today } from "@/lib/core/clock";
import type { RelayMailKind } from "@/lib/core/prisma-client/enums";
import type { MailQueue } from "@/lib/mail/queue";
import { composeLetter } from "./mail-text";

/** Letters to those who stand in the directory, and copies to those who wrote them. */
export const relayMails: MailQueue<RelayMailKind> = {
  table: "relay_mail",
  owner: "message_id",
  compose: composeLetter,
  // The address of a copy is what a visitor wrote: it says nothing about the directory.
  refused: async (database, address, kind) => {
    if (kind === "delivery") await markUndeliverable(database, [address], today());
  },
};
