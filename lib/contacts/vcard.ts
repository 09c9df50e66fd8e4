import { createHash } from "node:crypto";
import { env } from "@/lib/core/env";
import type { Locale } from "@/lib/i18n/locales";
import { absoluteHref } from "@/lib/i18n/metadata";
import { contactTarget, writeTarget } from "./address";
import type { Contact } from "./schema";

/** A text value: RFC 6350, 3.4. Other control characters than line ends have no place in one. */
function text(value: string): string {
  return value
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, "")
    .replace(/[\\,]/g, (sign) => `\\${sign}`)
    .replaceAll("\n", "\\n");
}

/** A part of a value of several, which semicolons separate. Elsewhere some readers (ical.js) would show the sign before one. */
function component(value: string): string {
  return text(value).replaceAll(";", "\\;");
}

/** Lines of at most 75 octets, cut between characters: RFC 6350, 3.2. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > 75) {
      parts.push(part);
      part = " ";
    }
    part += sign;
  }
  return [...parts, part].join("\r\n");
}

/** The same entry has the same name in every card (RFC 9562, version 8: a hash of its address). */
function uid(address: string): string {
  const hex = createHash("sha256").update(address).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * An entry as a card, vCard 4.0 (RFC 6350). It holds no e-mail address: CONTACT-URI (RFC 8605) leads to the form that passes letters
 * on. Functions stand in the note, since a card of a body has one name.
 */
export function vcard(contact: Contact, locale: Locale): string {
  const { id, name, names, kind, city, country, coordinates, phone, website, timeZone, people, verifiedOn, writable } = contact;
  const page = absoluteHref(locale, contactTarget(contact, locale));
  const note = people.map((person) => [person.function.label, person.name].filter(Boolean).join(" – ")).join("\n");
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    `PRODID:${text(env().SITE_NAME)}`,
    `UID:${uid(new URL(`/${id}`, env().PUBLIC_URL).href)}`,
    "KIND:org",
    ...(["fr", "en"] as const).map((language) => `FN;ALTID=1;LANGUAGE=${language}:${text(names[language])}`),
    `ORG:${component(name)}`,
    `CATEGORIES:${text(kind.label)}`,
    `LANG:${locale}`,
    city || country ? `ADR:;;;${component(city ?? "")};;;${component(country?.name ?? "France")}` : null,
    phone && `TEL;VALUE=uri;TYPE="work,voice":tel:${phone.replace(/[^+\d]/g, "")}`,
    website && `URL:${website}`,
    writable ? `CONTACT-URI:${absoluteHref(locale, writeTarget(contact, locale))}` : null,
    coordinates && `GEO:geo:${coordinates.latitude},${coordinates.longitude}`,
    timeZone && `TZ:${text(timeZone)}`,
    note && `NOTE:${text(note)}`,
    `SOURCE:${page}`,
    verifiedOn && `REV:${verifiedOn.replaceAll("-", "")}T000000Z`,
    "END:VCARD",
  ];
  return `${lines.flatMap((line) => (line ? [fold(line)] : [])).join("\r\n")}\r\n`;
}
