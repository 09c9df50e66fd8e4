import { type Located, statedLines } from "../../lines";
import type { Problem } from "../../reasons";
import { foldLabel } from "./labels";
import type { PostBlock, PostContact } from "./page";
import type { Section } from "./sections";

const postLine = /^Contacts dans le poste diplomatique\s*["«“”]?\s*(.*?)\s*["»“”]?$/u;
const emailLine = /^(?:Courriel|E-?mail|Mail)\s*:?\s*(.*)$/iu;
const functionWords =
  /^(?:Correspondante?|Conseill(?:er|ère)|Attachée?|Adjointe?|Chargée?|Responsable|Chef(?:fe)?|Directeur|Directrice|Consule?|Ambassad(?:eur|rice))\b/u;

/** Reads the blocks "function, name, Courriel : address" of each post. */
export function readPosts(section: Section | undefined, problems: Problem[]): PostBlock[] {
  if (!section) return [];
  const posts: PostBlock[] = [];
  const lines = [{ value: section.label, line: section.line }, ...statedLines(section.content, section.line + 1)];
  let contact: PostContact | null = null;
  const start = (post: PostBlock, given: Partial<PostContact>): PostContact => {
    const created = { function: null, name: null, email: null, ...given };
    post.contacts.push(created);
    return created;
  };
  for (const line of lines) {
    const name = postName(line);
    if (name) posts.push({ name, contacts: [] });
    if (name) contact = null;
    const post = posts.at(-1);
    if (name || !post) continue;
    const email = emailLine.exec(line.value)?.[1];
    if (email !== undefined) {
      if (!contact || contact.email) contact = start(post, {});
      if (email !== "") contact.email = { value: email, line: line.line };
    } else if (functionWords.test(line.value)) contact = start(post, { function: line });
    else if (contact && !contact.name && !contact.email) contact.name = line;
    else if (looksLikeName(line.value)) contact = start(post, { name: line });
    else {
      contact = null;
      problems.push({ line: line.line, column: section.label, value: line.value, reason: "line_unrecognised", personal: true });
    }
  }
  return posts.map((post) => ({ ...post, contacts: post.contacts.filter(({ name, email }) => name || email) }));
}

function postName(line: Located<string>): Located<string> | null {
  if (!foldLabel(line.value).startsWith("Contacts dans le poste diplomatique")) return null;
  return { value: postLine.exec(line.value)?.[1] ?? "", line: line.line };
}

/** The page prints family names in capitals: "Claude MARTIN". */
function looksLikeName(value: string): boolean {
  return /(?:^|\s)\p{Lu}[\p{Lu}'’-]+(?:\s|$)/u.test(value) && value.length <= 80;
}
