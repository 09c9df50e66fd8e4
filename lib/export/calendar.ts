/** A whole day in a calendar. `uid` is its identity for ever; `day`: ISO date; `place` and `description` may be empty. */
export type CalendarDay = {
  uid: string;
  day: string;
  title: string;
  description: string;
  place: string;
  url: string;
  updatedAt: Date;
};

/** Octets of a line (RFC 5545, 3.1), without its end. */
const lineOctets = 75;

/** Text of a property (RFC 5545, 3.3.11), without signs that no text has. */
function text(value: string): string {
  return value
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, " ")
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, "\\n");
}

/** A line in pieces of 75 octets, no character cut; each further piece begins with a space. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > lineOctets) {
      pieces.push(piece);
      [piece, octets] = [" ", 1];
    }
    piece += sign;
    octets += size;
  }
  return [...pieces, piece].join("\r\n");
}

const basicDay = (day: string) => day.replaceAll("-", "");

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function eventLines({ uid, day, title, description, place, url, updatedAt }: CalendarDay): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${text(uid)}`,
    `DTSTAMP:${updatedAt.toISOString().replace(/[-:]|\.\d{3}/g, "")}`,
    `DTSTART;VALUE=DATE:${basicDay(day)}`,
    `DTEND;VALUE=DATE:${basicDay(dayAfter(day))}`,
    `SUMMARY:${text(title)}`,
    ...(description ? [`DESCRIPTION:${text(description)}`] : []),
    ...(place ? [`LOCATION:${text(place)}`] : []),
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** Days as a calendar that programs subscribe to (iCalendar, RFC 5545). */
export function calendarOf(title: string, days: readonly CalendarDay[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Atlas//News//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${text(title)}`,
    ...days.flatMap(eventLines),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
