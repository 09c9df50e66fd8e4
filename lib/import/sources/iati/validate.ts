import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { limits } from "@/lib/core/limits";
import type { Problem, Reason } from "../../reasons";
import type { IatiVersion } from "./parse";

const main = "iati-activities-schema.xsd";

type Schemas = ReadonlyMap<string, Buffer>;

/**
 * Faults of a file against the schema of its version, the first ones with their lines, or why they are not known. `folder`
 * holds the files of the standard (iati-activities-schema.xsd and those beside it) of that version, or a folder named after it.
 */
export async function faultsOf(file: string, folder: string, version: IatiVersion): Promise<Problem[]> {
  const { size } = await stat(file);
  if (size > limits.iatiValidatedBytes) return [problem("schema_skipped", String(size))];
  const schemas = await schemasOf(folder, version);
  if (!schemas) return [problem("schema_missing", version)];
  const faults = await validate(await readFile(file), schemas);
  if (faults === null) return [problem("schema_missing", version)];
  if (faults.length === 0) return [problem("schema_valid", version)];
  const quoted = faults
    .slice(0, limits.iatiQuotedFaults)
    .map(({ line, message }) => problem("schema_fault", message.trim(), line));
  return [problem("schema_faults", String(faults.length)), ...quoted];
}

function problem(reason: Reason, value: string, line: number | null = null): Problem {
  return { line, column: null, value, reason };
}

async function schemasOf(folder: string, version: IatiVersion): Promise<Schemas | null> {
  for (const place of [path.join(folder, version), folder]) {
    const names: string[] = await readdir(place).catch(() => []);
    if (!names.includes(main)) continue;
    const files = await Promise.all(
      names.filter(isSchema).map(async (name): Promise<[string, Buffer]> => [name, await readFile(path.join(place, name))]),
    );
    const schemas = new Map(files);
    const declared = /<(?:\w+:)?schema\b[^>]*\sversion="([^"]*)"/.exec(schemas.get(main)?.toString("utf8") ?? "")?.[1];
    if (declared === version) return schemas;
  }
  return null;
}

/** A file of the folder itself: a name without a path. */
function isSchema(name: string): boolean {
  return /^[\w.-]+\.xsd$/.test(name);
}

type Fault = { line: number; message: string };

/** Null when the schemas themselves are no schemas. */
async function validate(bytes: Buffer, schemas: Schemas): Promise<Fault[] | null> {
  const libxml = await import("libxml2-wasm");
  const { XmlDocument, XsdValidator, ParseOption } = libxml;
  const option = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;
  const owned: { dispose(): void }[] = [];
  const own = <T extends { dispose(): void }>(thing: T): T => {
    owned.unshift(thing);
    return thing;
  };
  libxml.xmlRegisterInputProvider(providerOf(schemas));
  try {
    const schema = own(XmlDocument.fromBuffer(schemas.get(main) ?? Buffer.alloc(0), { url: main, option }));
    const validator = own(XsdValidator.fromDoc(schema));
    return faultsIn(() => validator.validate(own(XmlDocument.fromBuffer(bytes, { option }))), libxml);
  } catch (error) {
    if (error instanceof libxml.XmlError) return null;
    throw error;
  } finally {
    for (const thing of owned) thing.dispose();
    libxml.xmlCleanupInputProvider();
  }
}

function faultsIn(run: () => void, { XmlLibError }: typeof import("libxml2-wasm")): Fault[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ line, message }) => ({ line, message }));
  }
}

/** Gives the validator the files of the folder, and nothing else: no other file, no network. */
function providerOf(schemas: Schemas) {
  const open = new Map<number, { bytes: Buffer; position: number }>();
  let last = 0;
  return {
    match: (name: string) => schemas.has(name),
    open: (name: string) => {
      const bytes = schemas.get(name);
      if (!bytes) return undefined;
      open.set(++last, { bytes, position: 0 });
      return last;
    },
    read: (handle: number, buffer: Uint8Array) => {
      const source = open.get(handle);
      if (!source) return -1;
      const piece = source.bytes.subarray(source.position, source.position + buffer.byteLength);
      buffer.set(piece);
      source.position += piece.length;
      return piece.length;
    },
    close: (handle: number) => open.delete(handle),
  };
}
