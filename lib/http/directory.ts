import { directoryFileAddress } from "@/lib/contacts/address";
import { type DirectoryQuery, parseDirectoryQuery, unreadDirectoryParameters } from "@/lib/contacts/directory-query";
import { findContact } from "@/lib/contacts/queries/entries";
import type { Contact } from "@/lib/contacts/schema";
import { AtlasError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { parametersOf, refuseParameters } from "./parameters";
import { answerOrProblem } from "./problem";
import type { Budget } from "./rate-limit";
import { answerVersioned } from "./versioned";

/** Answers a part of the directory that a program asks for; what is not understood is told, as for searches. */
export function answerDirectory(
  request: Request,
  form: "json" | "csv",
  make: (query: DirectoryQuery, locale: Locale) => Promise<Response>,
): Promise<Response> {
  const budget: Budget = form === "csv" ? "exports" : "api";
  return answerOrProblem(
    request,
    async (locale) => {
      const asked = parametersOf(request);
      refuseParameters({ not_understood: unreadDirectoryParameters(asked) });
      const query = parseDirectoryQuery(asked);
      return answerVersioned(request, locale, [directoryFileAddress(form, query, locale)], () => make(query, locale));
    },
    budget,
  );
}

/** Answers with what is made of one entry, found by its public id. */
export function answerContact(
  request: Request,
  id: string,
  form: string,
  make: (contact: Contact, locale: Locale) => Response,
): Promise<Response> {
  return answerOrProblem(request, (locale) =>
    answerVersioned(request, locale, ["contact", form, id], async () => {
      const contact = await findContact(id, locale);
      if (!contact || contact.id !== id) throw new AtlasError("not_found", `no contact ${id.slice(0, 20)}`);
      return make(contact, locale);
    }),
  );
}
