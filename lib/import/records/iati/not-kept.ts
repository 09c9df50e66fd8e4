import { limits } from "@/lib/core/limits";
import { attributeOf, childOf, type IatiElement } from "../../sources/iati/element";
import { supersededBudgets } from "./budgets";
import { kindOfTransaction } from "./funding";
import { categoryVocabulary, goalVocabularies, purposeVocabulary, vocabularyOf } from "./themes";

/** Elements that are read, under `iati-activity`. Those below an element that is not are not counted apart. */
const read = new Set(
  [
    "iati-identifier",
    ...["title", "title/narrative", "description", "description/narrative"],
    ...["reporting-org", "reporting-org/narrative", "participating-org", "participating-org/narrative"],
    // Narratives beside a code are its label.
    ...["activity-status", "activity-status/narrative", "activity-date"],
    ...["recipient-country", "recipient-country/narrative", "sector", "sector/narrative", "tag", "tag/narrative"],
    ...["location", "location/name", "location/name/narrative", "location/point", "location/point/pos", "location/exactness"],
    ...["budget", "budget/period-start", "budget/period-end", "budget/value"],
    ...["transaction", "transaction/transaction-type", "transaction/transaction-date", "transaction/value"],
    ...["transaction/provider-org", "transaction/provider-org/narrative", "transaction/recipient-country"],
    ...["transaction/recipient-country/narrative", "transaction/sector", "transaction/sector/narrative"],
  ].map((path) => `/${path}`),
);

/** Attributes of an activity that are read. */
const readAttributes = new Set(["xml:lang", "default-currency", "linked-data-uri", "last-updated-datetime"]);

/** Counts, by element, what of the activities of a file the portal has no place for. Nothing of its content is looked at. */
export class NotKept {
  readonly #counts = new Map<string, number>();

  /** Elements and their numbers, in the order in which they were met. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  add(name: string): void {
    const isNew = !this.#counts.has(name);
    const key = isNew && this.#counts.size >= limits.iatiListedElements ? "…" : name;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  addActivity(activity: IatiElement): void {
    for (const name of activity.attributes.keys()) if (!readAttributes.has(name)) this.add(`iati-activity@${name}`);
    const superseded = supersededBudgets(activity);
    for (const child of activity.children) {
      const unread = superseded.has(child) ? "budget[type=1]" : unreadCode(child);
      if (unread === null) this.addElement(child, "");
      else this.add(unread);
    }
  }

  private addElement(element: IatiElement, parent: string): void {
    const path = `${parent}/${element.name}`;
    if (!read.has(path)) this.add(path.slice(1));
    else for (const child of element.children) this.addElement(child, path);
  }
}

/** An element that is read for some of its codes only, as "sector[vocabulary=99]"; null when it is read. */
function unreadCode(element: IatiElement): string | null {
  const { name } = element;
  if (name === "sector") {
    const vocabulary = vocabularyOf(element);
    const known = [purposeVocabulary, categoryVocabulary, ...goalVocabularies.sector];
    return known.includes(vocabulary) ? null : `sector[vocabulary=${vocabulary}]`;
  }
  if (name === "tag") {
    const vocabulary = attributeOf(element, "vocabulary") ?? "";
    return goalVocabularies.tag.some((known) => known === vocabulary) ? null : `tag[vocabulary=${vocabulary}]`;
  }
  if (name !== "transaction") return null;
  const type = attributeOf(childOf(element, "transaction-type"), "code") ?? "";
  return type in kindOfTransaction ? null : `transaction[transaction-type=${type}]`;
}
