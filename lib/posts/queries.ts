import { readContacts } from "@/lib/contacts/queries/entries";
import type { Contact } from "@/lib/contacts/schema";
import type { Locale } from "@/lib/i18n/locales";
import type { Project } from "@/lib/projects/schema";
import { type Competence, competentPosts, type PartnerPlace, ruledPlaces } from "./competence";

type PublicPost = Project["posts"][number];

/** The posts competent for these places, as they may be shown, each with what it is competent for. */
export async function findCompetentPosts(places: readonly PartnerPlace[], locale: Locale): Promise<PublicPost[]> {
  const rules = await competentPosts(places);
  const contacts = await readContacts(
    rules.map(({ postId }) => postId),
    locale,
  );
  const ruleOf = new Map(rules.map((rule) => [rule.postId, rule]));
  return contacts.flatMap((contact) => {
    const rule = ruleOf.get(contact.id);
    return rule ? [presentPost(contact, rule)] : [];
  });
}

/** The posts that answer for a country: those of the whole country and of each of its parts. */
export async function postsOfCountry(countryCode: string, locale: Locale): Promise<PublicPost[]> {
  return findCompetentPosts(await ruledPlaces(countryCode), locale);
}

function presentPost(contact: Contact, { countryCode, subdivisionCode, placeName }: Competence): PublicPost {
  const { id, name, names, city, country, website, phone, people, writable, covers, demo } = contact;
  const covered = covers.find((rule) => rule.country.code === countryCode)?.country.name ?? countryCode;
  const part = placeName ?? subdivisionCode;
  return {
    ...{ id, name, names, website, phone, writable, demo },
    city: city ?? "",
    country: country ?? { code: countryCode, name: covered, slug: "" },
    competentFor: part === null ? covered : `${covered} (${part})`,
    contacts: people,
  };
}
