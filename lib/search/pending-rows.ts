import type { Writer } from "@/lib/core/bulk";

/** Rows made together share what they have in common; smaller batches take the database half as long again for each. */
const batchSize = 4_000;

/**
 * Has the rows of the search made in the course of a long transaction, for many projects at a time, while the next are read; those
 * that are left over are made when it ends.
 */
export class PendingRows {
  #changed = 0;

  constructor(private readonly writer: Writer) {}

  /** Says that projects were written. */
  add(projects: number): void {
    this.#changed += projects;
    if (this.#changed < batchSize) return;
    this.#changed = 0;
    for (const time of ["IMMEDIATE", "DEFERRED"]) this.writer.run(`SET CONSTRAINTS search_settle ${time}`, []);
  }
}
