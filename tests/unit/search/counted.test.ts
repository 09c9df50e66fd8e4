import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CountedValues, countValues, readChunk } from "@/lib/search/counted";

const chunkProjects = 16_000;

/** Projects by number, each with its values, as the database writes them chunk by chunk. */
function held(projects: ReadonlyMap<number, readonly number[]>, values: number): CountedValues {
  const numbers = new Map(Array.from({ length: values }, (_, value) => [String(value), value]));
  const last = Math.max(0, ...projects.keys());
  const chunks = new Map(
    Array.from({ length: Math.floor(last / chunkProjects) + 1 }, (_, chunk) => {
      const own = [...projects].filter(([id]) => Math.floor(id / chunkProjects) === chunk).sort(([a], [b]) => a - b);
      const written = own.map(([id, all]) => `${id % chunkProjects}:${all.join(",")}`).join(";");
      return [chunk, readChunk("", written, numbers)];
    }),
  );
  const totals = new Uint32Array(values);
  for (const all of projects.values()) for (const value of all) totals[value] = (totals[value] ?? 0) + 1;
  return { versions: [], chunks, tokens: [], totals };
}

/** A line of bits of so many chunks; that of a project is counted from the high end of its byte. */
function lineOf(ids: Iterable<number>, chunks: number): Uint8Array {
  const line = new Uint8Array((chunks * chunkProjects) / 8);
  for (const id of ids) line[id >> 3] = (line[id >> 3] ?? 0) | (0x80 >> (id & 7));
  return line;
}

const values = 5;
const projects = fc
  .array(
    fc.tuple(
      // The edges of chunks and of words, and what lies between.
      fc.oneof(fc.constantFrom(0, 1, 31, 32, 15_999, 16_000, 31_999, 48_000), fc.nat(64_000)),
      fc.uniqueArray(fc.nat(values - 1), { minLength: 1 }),
    ),
    { maxLength: 60 },
  )
  .map((all) => new Map(all));

describe("values counted among some projects", () => {
  it("are those that they have, however many are found", () => {
    fc.assert(
      fc.property(projects, fc.float({ min: 0, max: 1, noNaN: true }), fc.boolean(), (all, share, others) => {
        const hits = [...all.keys()].filter((_, at) => at / all.size < share);
        // Bits of projects that are no more are set, too, where something is excluded: most of a line.
        const gone = others ? Array.from({ length: chunkProjects * 3 }, (_, id) => id).filter((id) => !all.has(id)) : [];
        const expected = Array.from({ length: values }, (_, value) => hits.filter((id) => all.get(id)?.includes(value)).length);
        expect([...countValues(held(all, values), lineOf([...hits, ...gone], 5))]).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it("are none behind the end of a line, and none of what is not held", () => {
    const all = new Map([
      [3, [0, 1]],
      [16_001, [1]],
    ]);
    expect([...countValues(held(all, values), lineOf([3], 1))]).toEqual([1, 1, 0, 0, 0]);
    expect([...countValues(held(new Map([[3, [0]]]), values), lineOf([3, 16_001], 2))]).toEqual([1, 0, 0, 0, 0]);
  });

  it("cannot be more than fit into two bytes", () => {
    const numbers = new Map(Array.from({ length: 0x10000 }, (_, value) => [String(value), value]));
    expect(readChunk("", "3:65535", numbers).values).toEqual(Uint16Array.of(65_535));
    expect(() => readChunk("", "3:65536", numbers)).toThrow("too many values");
  });
});
