/** Key of the advisory lock under which files are applied: two imports at once take turns, file by file. */
export const importLock = 7_201_001;
