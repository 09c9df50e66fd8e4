import type { DatabaseReader } from "@/lib/core/db";
import type { ImportReport } from "../report";
import type { Provenance } from "./write-organisations";

type Given = { kind: string; fileName: string; actor: string; sourceId: number };

/** The run of one file, recorded when something is first written: a file that changes nothing leaves no trace. */
export class ImportRun {
  #id: number | null = null;

  constructor(
    private readonly db: DatabaseReader,
    private readonly given: Given,
    private readonly digest: () => Promise<string>,
  ) {}

  /** True when something was written. */
  get isRecorded(): boolean {
    return this.#id !== null;
  }

  /** Marks for what is written. */
  async provenance(): Promise<Provenance> {
    const { actor, sourceId } = this.given;
    if (this.#id === null) {
      const data = { ...this.given, fileSha256: await this.digest(), status: "running" as const };
      this.#id = (await this.db.importRun.create({ data, select: { id: true } })).id;
    }
    return { sourceId, importRunId: this.#id, actor };
  }

  /** Keeps the report. Returns the id of the run, null when nothing was written. */
  async finish(report: ImportReport): Promise<number | null> {
    if (this.#id === null) return null;
    await this.db.importRun.update({ where: { id: this.#id }, data: { status: "done", finishedAt: new Date(), report } });
    return this.#id;
  }
}
