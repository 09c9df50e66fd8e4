import { today } from "@/lib/core/clock";
import { isoDayOrNull } from "@/lib/core/dates";
import { type DatabaseReader, db } from "@/lib/core/db";
import type { VerificationAnswer } from "@/lib/core/prisma-client/enums";
import { storeReport } from "@/lib/feedback/submit";
import type { Locale } from "@/lib/i18n/locales";
import type { Letter } from "./letters";
import { formKeyOf } from "./queries";
import type { Answer, Given } from "./schema";

/** Who made the revisions of a confirmation; who confirmed is personal data. */
const actor = "atlas contacts verify";

const answered = { confirm: "confirmed", correct: "corrected", object: "objected" } as const satisfies Record<
  Answer,
  VerificationAnswer
>;

/**
 * Takes what a contact answers by a link that is open. A confirmation counts at once, and so does the objection of a person, who is shown no
 * more under this address; corrections, and what else is written, are reports that operators read. The report comes first: what a
 * process that dies leaves behind is a link that can be used again, and gives the same report.
 */
export async function takeAnswer(letter: Letter, { answer, text }: Given, locale: Locale, now: Date): Promise<void> {
  if (answer !== "confirm")
    await storeReport(
      {
        kind: answer === "correct" ? "error" : "personal_data",
        part: "contacts",
        body: text,
        ...{ evidenceUrl: null, organisation: null },
        email: letter.email,
      },
      {
        ...{ publicId: letter.publicId, locale, now, formKey: formKeyOf(letter.id) },
        concerned: { contactId: letter.person ? letter.key : null },
      },
    );
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.verification.updateMany({
      where: { id: letter.id, answeredAt: null, expiresAt: { gt: now } },
      data: { answer: answered[answer], answeredAt: now },
    });
    if (count === 0) return;
    if (answer === "confirm") await confirm(transaction, letter);
    if (answer === "object" && letter.person) await hide(transaction, letter.key);
  });
}

/** All is right today, and the address works: they have the link. */
async function confirm(database: DatabaseReader, { kind, key: id, publicId }: Letter): Promise<void> {
  const data = { verifiedOn: new Date(today()), undeliverableOn: null };
  if (kind === "contact") {
    await database.contact.update({ where: { id }, data });
    return;
  }
  const select = { verifiedOn: true } as const;
  const before =
    kind === "post"
      ? await database.diplomaticPost.findUniqueOrThrow({ where: { id }, select })
      : await database.office.findUniqueOrThrow({ where: { id }, select });
  if (kind === "post") await database.diplomaticPost.update({ where: { id }, data });
  else await database.office.update({ where: { id }, data });
  const changes = [{ field: "verifiedOn", before: isoDayOrNull(before.verifiedOn), after: today() }];
  const entity = kind === "post" ? "diplomatic_post" : "office";
  await database.revision.create({ data: { entity, publicId, actor, changes } });
}

/**
 * Whoever objects is shown nowhere from now on, by this name and address; somebody else with whom they share the address is. What is held is
 * erased by `atlas contacts optout`.
 */
async function hide(database: DatabaseReader, id: number): Promise<void> {
  await database.$executeRaw`
    UPDATE contact c SET opted_out = true, visibility = 'restricted' FROM contact own
    WHERE own.id = ${id} AND lower(c.email) = lower(own.email)
      AND name_key(concat_ws(' ', c.last_name, c.first_name)) = name_key(concat_ws(' ', own.last_name, own.first_name))`;
}
