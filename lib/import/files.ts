import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { refusedFile } from "./apply/refusal";
import { unreadable } from "./read";
import { Account, type FileReport } from "./report";

/** `folders`: what there is to tell of folders: that one holds nothing of the kind, or what else it holds. */
export type FilesAt = { files: string[]; folders: FileReport[] };

/**
 * The files that are meant by paths: a file is itself, a folder stands for the files in it and in its folders that have one of
 * the extensions, sorted. Hidden files are passed over; others are told.
 */
export async function filesAt(paths: readonly string[], extensions: readonly string[]): Promise<FilesAt> {
  const found: FilesAt = { files: [], folders: [] };
  for (const given of paths) {
    if (await isFolder(given)) await addFolder(given, extensions, found);
    else found.files.push(given);
  }
  return found;
}

/** False for what is not there, too: that is told when it is read. */
function isFolder(at: string): Promise<boolean> {
  return stat(at).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function addFolder(folder: string, extensions: readonly string[], { files, folders }: FilesAt): Promise<void> {
  const name = path.basename(path.resolve(folder));
  try {
    const all = await filesIn(folder);
    const isOfKind = (file: string) => extensions.includes(path.extname(file).toLowerCase());
    const ofKind = all.filter(isOfKind);
    files.push(...ofKind);
    if (ofKind.length === 0) folders.push(refusedFile(name, [{ line: null, column: null, value: "", reason: "folder_empty" }]));
    const account = new Account();
    for (const file of all)
      if (!isOfKind(file)) account.tell({ line: null, column: null, value: path.relative(folder, file), reason: "file_ignored" });
    if (all.length > ofKind.length) folders.push(account.report(name));
  } catch (error) {
    folders.push(refusedFile(name, [unreadable(error)]));
  }
}

/** Every file below a folder but hidden ones, in the order of their names. Links to folders are not followed: they may run in circles. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = new Set(entries.map(({ name }) => name));
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, entry.name);
    if (entry.name.startsWith(".") || isPartOfPage(entry.name, names)) continue;
    if (entry.isDirectory()) files.push(...(await filesIn(at)));
    // A link that leads nowhere is told when it is read.
    else if (entry.isFile() || (entry.isSymbolicLink() && !(await isFolder(at)))) files.push(at);
  }
  return files;
}

/** Folder in which a browser keeps the images and frames of a page that it saved beside it. */
function isPartOfPage(name: string, names: ReadonlySet<string>): boolean {
  const page = /^(.+)_(?:files|fichiers)$/.exec(name)?.[1];
  return page !== undefined && [".html", ".htm"].some((extension) => names.has(`${page}${extension}`));
}
