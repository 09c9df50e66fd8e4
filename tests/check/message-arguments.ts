import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** What a message takes, sorted: `count`, `when (date)`, `kind (select a|b)`, `<link>`. */
export type Message = string[];

function collect(elements: MessageFormatElement[], into: Set<string>): void {
  for (const element of elements) {
    if (element.type === TYPE.argument || element.type === TYPE.number) into.add(element.value);
    else if (element.type === TYPE.date || element.type === TYPE.time) into.add(`${element.value} (date)`);
    else if (element.type === TYPE.plural || element.type === TYPE.select) {
      // Languages differ in their plural forms, not in the options of a choice.
      const options = element.type === TYPE.select ? ` (select ${Object.keys(element.options).sort().join("|")})` : "";
      into.add(`${element.value}${options}`);
      for (const option of Object.values(element.options)) collect(option.value, into);
    } else if (element.type === TYPE.tag) {
      into.add(`<${element.value}>`);
      collect(element.children, into);
    }
  }
}

/** Reads a message as the translators do. Throws where it is malformed. */
export function namesOfArguments(text: string): Message {
  const names = new Set<string>();
  collect(parse(text), names);
  return [...names].sort();
}
