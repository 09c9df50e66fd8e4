export type CalendarEvent = Record<string, { parameters: string; value: string }>;

/** Reads a calendar as RFC 5545 has it and throws at whatever it does not allow; returns its events, unfolded and unescaped. */
export function readCalendar(text: string): CalendarEvent[] {
  if (!text.endsWith("\r\n") || /(?<!\r)\n|\r(?!\n)/.test(text)) throw new Error("lines end with CRLF");
  const physical = text.slice(0, -2).split("\r\n");
  for (const line of physical) if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets`);
  const lines = text
    .slice(0, -2)
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n");
  const open: string[] = [];
  const events: CalendarEvent[] = [];
  const head: string[] = [];
  for (const line of lines) {
    const [, name = "", parameters = "", value = ""] =
      /^([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:",\p{Cc}]+)*):(\P{Cc}*)$/u.exec(line) ?? [];
    if (name === "") throw new Error(`no content line: ${line}`);
    if (name === "BEGIN") {
      open.push(value);
      if (open.join() !== "VCALENDAR" && open.join() !== "VCALENDAR,VEVENT") throw new Error(`unexpected ${value}`);
      if (value === "VEVENT") events.push({});
    } else if (name === "END") {
      if (open.pop() !== value) throw new Error(`${value} was not open`);
    } else if (open.length === 1) head.push(`${name}:${value}`);
    else {
      const event = events.at(-1);
      if (!event || open.length === 0 || event[name]) throw new Error(`${name} at a wrong place or twice`);
      if (!/^(?:UID|SUMMARY|DESCRIPTION|LOCATION)$/.test(name) && /\\/.test(value)) throw new Error(`escaped ${name}`);
      if (/^(?:UID|SUMMARY|DESCRIPTION|LOCATION)$/.test(name) && /(?<!\\)(?:\\\\)*[;,]|\\[^\\;,nN]|\\$/.test(value)) {
        const bare = value.replace(/\\[\\;,nN]/g, "");
        if (/[\\;,]/.test(bare)) throw new Error(`text that is not escaped: ${value}`);
      }
      event[name] = { parameters, value: value.replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? "\n" : sign)) };
    }
  }
  if (open.length > 0) throw new Error("something stays open");
  if (!head.includes("VERSION:2.0") || !head.some((line) => line.startsWith("PRODID:"))) throw new Error("no version or product");
  for (const event of events) {
    const { UID, DTSTAMP, DTSTART } = event;
    if (!UID || !/^\d{8}T\d{6}Z$/.test(DTSTAMP?.value ?? "")) throw new Error("an event without UID or DTSTAMP");
    if (DTSTART?.parameters !== ";VALUE=DATE" || !/^\d{8}$/.test(DTSTART.value)) throw new Error("an event without a day");
    if ((event.DTEND?.value ?? "") <= DTSTART.value) throw new Error("an event that ends before it begins");
  }
  if (new Set(events.map(({ UID }) => UID?.value)).size !== events.length) throw new Error("two events of one UID");
  return events;
}
