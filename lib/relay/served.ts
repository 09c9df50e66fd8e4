import { accountMails } from "@/lib/accounts/mail-queue";
import { purgeAccounts } from "@/lib/accounts/purge";
import { feedbackMails } from "@/lib/feedback/mail-queue";
import { purgeFeedback } from "@/lib/feedback/purge";
import type { Served } from "@/lib/mail/queue";
import { verificationMails } from "@/lib/verification/mail-queue";
import { purgeVerifications } from "@/lib/verification/purge";
import { relayMails } from "./mail-queue";
import { purgeLetters } from "./purge";

/** Everything that a serving process sends and erases by itself. */
export const servedMails: readonly Served[] = [
  { queue: feedbackMails, purge: purgeFeedback },
  { queue: relayMails, purge: purgeLetters },
  { queue: accountMails, purge: purgeAccounts },
  { queue: verificationMails, purge: purgeVerifications },
];
