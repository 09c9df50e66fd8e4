import { directoryFileAddress } from "@/lib/contacts/address";
import { type DirectoryQuery, directoryParameters, directoryParams, parseDirectoryQuery } from "@/lib/contacts/directory-query";
import { findContact } from "@/lib/contacts/queries/entries";
import type { Contact } from "@/lib/contacts/schema";
import { AtlasError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { answerOrProblem } from "./problem";
import type { Budget } from "./rate-limit";
import { NotUnderstood, parametersOf } from "./search-request";
import { answerVersioned } from "./versioned";

/** The query that a request asks for. Throws NotUnderstood for every parameter that is unknown or does not stay as it was said. */
function queryOf(request: Request): DirectoryQuery {
  const { lang: _, ...params } = parametersOf(request);
  const query = parseDirectoryQuery(params);
  const read = { type: query.type, ...directoryParams(query), page: String(query.page) };
  const unread = Object.entries(params).filter(
    ([name, value]) =>
      !directoryParameters.includes(name) ||
      (value !== "" && name !== "q" && (read[name as keyof typeof read] ?? "").toLowerCase() !== value.toLowerCase()),
  );
  if (unread.length > 0)
    throw new NotUnderstood(unread.slice(0, 20).map(([name]) => ({ name: name.slice(0, 60), reason: "not_understood" })));
  return query;
}

/** Answers a part of the directory that a program asks for. */
export function answerDirectory(
  request: Request,
  form: "json" | "csv",
  make: (query: DirectoryQuery, locale: Locale) => Promise<Response>,
): Promise<Response> {
  const budget: Budget = form === "csv" ? "exports" : "api";
  return answerOrProblem(
    request,
    async (locale) => {
      const query = queryOf(request);
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
