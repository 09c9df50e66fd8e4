import type { DatabaseReader } from "@/lib/core/db";
import { normaliseName } from "@/lib/core/text";
import type { PersonDraft, PostEntry, ProjectDraft } from "../draft";

/**
 * PERSONAL DATA: a contact of a post to add (no id) or to complete with its e-mail address. `differs`: the post has another
 * person for the function, or another address of the person.
 */
export type PostPeople = { post: PostEntry; person: PersonDraft; contactId: number | null };
export type PostPeoplePlan = {
  write: PostPeople[] /** Posts whose stored contacts differ from the page's. */;
  differing: PostEntry[];
};

/**
 * Contacts of posts are shared by every page that names the post: the same person of the same function is stored once. The
 * pages of one post were saved on different days, which they do not print: a page removes and replaces nothing, and what
 * differs is told.
 */
export async function planPostPeople(db: DatabaseReader, posts: ProjectDraft["posts"]): Promise<PostPeoplePlan> {
  const write: PostPeople[] = [];
  const differing: PostEntry[] = [];
  for (const { post, people } of posts) {
    const stored = post.id === null ? [] : await db.contact.findMany({ where: { postId: post.id }, orderBy: { id: "asc" } });
    for (const person of people) {
      const sameFunction = stored.filter(
        (other) => other.functionCode === person.functionCode && other.functionLabel === person.functionLabel,
      );
      // A row without a name, of somebody who objected, stands for whoever holds the function.
      const blocked = sameFunction.some((other) => other.optedOut && (isSame(other, person) || !other.lastName));
      const found = sameFunction.find((other) => isSame(other, person));
      const planned = write.some((other) => other.post === post && isSame(other.person, person));
      if (blocked || planned) continue;
      if (!found) write.push({ post, person, contactId: null });
      else if (person.email !== null && found.email === null) write.push({ post, person, contactId: found.id });
      if (found ? person.email !== (found.email ?? person.email) : sameFunction.length > 0) differing.push(post);
    }
  }
  return { write, differing };
}

type Named = Pick<PersonDraft, "lastName" | "firstName" | "email">;

function isSame(a: Named, b: Named): boolean {
  const name = ({ lastName, firstName }: Named) => normaliseName(`${lastName ?? ""} ${firstName ?? ""}`);
  return name(a) === name(b) && (name(a) !== "" || a.email === b.email);
}
