import { today } from "@/lib/core/clock";
import { type DataState, dataState, touchedSince } from "@/lib/core/data-version";
import { limits } from "@/lib/core/limits";
import { tagsOfPage } from "./tags";

/** A page as Next keeps it: opaque but for its size. */
type Page = { kind: string; html?: unknown; rscData?: unknown; segmentData?: unknown };
type Kept = DataState & {
  page: Page;
  bytes: number;
  /** Day in France: statuses change with it. */
  day: string;
  madeAt: number;
  /** What the page is about; null: everything. */
  tags: readonly string[] | null;
};
/** `lastModified`: instant from which Next counts the age of the page. */
export type Answer = { value: Page; lastModified: number };

const sizeOf = (part: unknown): number => {
  if (typeof part === "string") return part.length;
  if (part instanceof Uint8Array) return part.byteLength;
  if (part instanceof Map) return [...part.values()].reduce<number>((sum, each) => sum + sizeOf(each), 0);
  return 0;
};

/** "/route-cache/APP_PAGE/<hash>/$/fr/countries/senegal" → "/fr/countries/senegal" */
const pathOf = (key: string) => key.slice(key.indexOf("/$/") + (key.includes("/$/") ? 2 : 0));

/**
 * The pages of this process that Next keeps, and whether they still say what the database does (docs/decisions/027-freshness.md).
 * Every request for one asks the database one short question; where it does not answer, what is kept is shown.
 */
export class KeptPages {
  private readonly kept = new Map<string, Kept>();
  /** State of the data before the making of a page began: what is written meanwhile makes the page too old, never too new. */
  private readonly begun = new Map<string, DataState & { day: string }>();
  private bytes = 0;

  /** The page of a key while nothing of what it is about was written since; null: it is to be made. */
  async get(key: string): Promise<Answer | null> {
    const found = this.kept.get(key);
    const state = await dataState().catch(() => null);
    if (!state) return found ? { value: found.page, lastModified: Date.now() } : null;
    if (found && found.life === state.life && found.day === today() && Date.now() - found.madeAt < limits.keptPageLifeMs) {
      this.kept.delete(key);
      this.kept.set(key, found);
      if (found.writes === state.writes) return { value: found.page, lastModified: Date.now() };
      if (found.tags !== null && !(await touchedSince(found.snapshot, found.tags).catch(() => false))) {
        // What is only mentioned on the page may have changed: Next makes it anew when it is old, and shows this one meanwhile.
        if (Date.now() - found.madeAt > limits.pageRevalidateSeconds * 1_000) this.begin(key, state);
        return { value: found.page, lastModified: found.madeAt };
      }
    }
    this.begin(key, state);
    return null;
  }

  private begin(key: string, state: DataState): void {
    // Several visitors may wait for one page: the first of them began it.
    if (this.begun.size > limits.begunPages) this.begun.clear();
    if (!this.begun.has(key)) this.begun.set(key, { ...state, day: today() });
  }

  /** Keeps a page that was made. */
  async set(key: string, page: Page | null): Promise<void> {
    const state = this.begun.get(key);
    this.begun.delete(key);
    if (!state || page?.kind !== "APP_PAGE") return;
    const tags = await tagsOfPage(pathOf(key)).catch(() => null);
    const bytes = sizeOf(page.html) + sizeOf(page.rscData) + sizeOf(page.segmentData);
    this.drop(key);
    this.kept.set(key, { ...state, page, bytes, tags, madeAt: Date.now() });
    this.bytes += bytes;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= limits.keptPagesBytes) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.bytes -= this.kept.get(key)?.bytes ?? 0;
    this.kept.delete(key);
  }
}

/** Hands the pages to page-cache.mjs, which Next loads apart from the portal's own modules. */
export function keepPages(): void {
  (globalThis as { atlasKeptPages?: KeptPages }).atlasKeptPages ??= new KeptPages();
}
