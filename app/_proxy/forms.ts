import { type NextRequest, NextResponse } from "next/server";
import { contactTarget, inBothLanguages, writeTarget } from "@/lib/contacts/address";
import { findContact } from "@/lib/contacts/queries/entries";
import type { Contact } from "@/lib/contacts/schema";
import { codeOf } from "@/lib/core/errors";
import { limits } from "@/lib/core/limits";
import { receivedTarget, reportParameters } from "@/lib/feedback/address";
import { findReceipt, findReportedRecord } from "@/lib/feedback/queries";
import { receiveReport } from "@/lib/feedback/receive";
import { draftHeader, encodeDraft } from "@/lib/http/form-draft";
import { href, type Target } from "@/lib/i18n/href";
import type { Locale } from "@/lib/i18n/locales";
import { numberParameter, passedOnTarget } from "@/lib/relay/address";
import { canRelay, findPassedOn } from "@/lib/relay/queries";
import { receiveLetter } from "@/lib/relay/receive";
import { keyParameter, verifyTarget } from "@/lib/verification/address";
import { readVerification } from "@/lib/verification/queries";
import { receiveAnswer } from "@/lib/verification/receive";
import { answerError, type Decide, localise, notFound, redirect, withStatus } from "./answers";

/** What became of a form: where the visitor goes next, or the form again as it was, under a status that says why. */
type Taken = { next: Target } | { draft: Parameters<typeof encodeDraft>[0]; status: 422 | 429 };

/** A form whose subject `find` gives. What is sent is taken here, before the page: it either moves on, or is shown again as it was. */
async function decideForm<T>(
  request: NextRequest,
  locale: Locale,
  find: () => Promise<T | NextResponse | null>,
  take: (subject: T) => Promise<Taken | null>,
): Promise<NextResponse> {
  try {
    const subject = await find();
    if (subject instanceof NextResponse) return subject;
    if (!subject) return notFound(request, locale);
    const taken = request.method === "POST" ? await take(subject) : null;
    if (!taken) return localise(request);
    if ("draft" in taken) return showAgain(request, taken);
    const confirmation = new URL(href(locale, taken.next), request.url);
    return NextResponse.redirect(confirmation, { status: 303, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    // A page that cannot be made says so itself; a form that cannot be taken must not look as if it were.
    if (request.method !== "POST") return localise(request);
    const code = codeOf(error);
    if (code !== "internal") return answerError(code, request);
    throw error;
  }
}

/** The page of the form, with what the visitor wrote, under a status that says that it was not accepted. */
export function showAgain(request: NextRequest, { draft, status }: Extract<Taken, { draft: unknown }>): NextResponse {
  request.headers.set(draftHeader, encodeDraft(draft));
  const { headers } = localise(request);
  if (status === 429) headers.set("Retry-After", String(limits.feedbackWindowMs / 1_000));
  return new NextResponse(null, { status, headers });
}

/** The form about a record. */
export const decideReport: Decide = (request, locale) => {
  const asked = request.nextUrl.searchParams.get(reportParameters.record[locale]) ?? "";
  return decideForm(
    request,
    locale,
    () => findReportedRecord(asked, locale),
    async (record) => {
      const received = await receiveReport(request, record.id, locale);
      return "number" in received ? { next: receivedTarget(locale, received.number) } : received;
    },
  );
};

/** The page of an entry of the directory, or the form that writes to it; another form of its address leads to the one that it has. */
export const decideContact: Decide = (request, locale, name = "", form = "") => {
  const target = form === "" ? contactTarget : writeTarget;
  const find = async (): Promise<Contact | NextResponse | null> => {
    const contact = await findContact(name, locale);
    if (!contact) return null;
    const address = href(locale, inBothLanguages(target, contact)[locale]);
    // What was written is not sent on: a form of ours has the right address.
    return request.nextUrl.pathname === address ? contact : redirect(request, address);
  };
  return decideForm(request, locale, find, async (contact) => {
    if (form === "" || !contact.writable || !canRelay()) return null;
    const passed = await receiveLetter(request, contact, locale);
    return "number" in passed ? { next: passedOnTarget(locale, passed.number) } : passed;
  });
};

/** The confirmation of what exists; its number is in a parameter. */
function decideReceived(parameter: Record<Locale, string>, find: (number: string) => Promise<unknown>): Decide {
  return async (request, locale) => {
    const isThere = await find(request.nextUrl.searchParams.get(parameter[locale]) ?? "").catch(() => true);
    return isThere ? localise(request) : notFound(request, locale);
  };
}

export const decideReportReceived = decideReceived(reportParameters.number, findReceipt);
export const decideLetterReceived = decideReceived(numberParameter, findPassedOn);

/** The page of a link that a contact was sent. Reading it changes nothing; what was answered is shown when it is opened again. */
export const decideVerification: Decide = (request, locale) => {
  const key = request.nextUrl.searchParams.get(keyParameter[locale]) ?? "";
  const find = async () => {
    const found = await readVerification(key, locale, new Date());
    if (!found) return withStatus(request, 404);
    return found.state === "expired" ? withStatus(request, 410) : found;
  };
  return decideForm(request, locale, find, async ({ state }) =>
    state === "open" ? ((await receiveAnswer(request, key, locale)) ?? { next: verifyTarget(locale, key) }) : null,
  );
};
