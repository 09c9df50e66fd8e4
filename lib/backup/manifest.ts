import { z } from "zod";

/** Version of the format of backups: raised when an older portal could not read a file of this one. */
export const formatVersion = 1;

/** Every file stands in one folder, so that unpacking does not litter. */
const folder = "atlas-backup/";
export const manifestName = `${folder}manifest.json`;
/** Read by `sha256sum --check`, and the sign that the backup is complete. */
export const sumsName = `${folder}SHA256SUMS`;

/** Name of a part of a table, numbered from 1. */
export const partName = (table: string, part: number) => `${folder}tables/${table}.${String(part).padStart(6, "0")}.tsv`;

/** Name as `SHA256SUMS` has it: relative to the folder in which it stands. */
export const nameInSums = (name: string) => name.slice(folder.length);
export const nameOutOfSums = (name: string) => folder + name;

const sizeSchema = z.number().int().nonnegative();

/** What any version of a backup says first. */
export const formatSchema = z.object({ format: z.literal("atlas-backup"), version: z.number().int().positive() });

/** The account of a backup. `checksum` is that of lib/backup/catalogue.ts. */
export const manifestSchema = formatSchema.extend({
  portal: z.string(),
  madeAt: z.iso.datetime(),
  postgresql: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z
    .array(
      z.object({
        name: z.string(),
        columns: z.array(z.string()).min(1),
        rows: sizeSchema,
        checksum: z.string().regex(/^-?\d+$/),
      }),
    )
    .min(1),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type TableAccount = Manifest["tables"][number];

/** Rows of all tables. */
export const rowsOf = (tables: readonly Pick<TableAccount, "rows">[]) => tables.reduce((sum, { rows }) => sum + rows, 0);
