/** Told by long work as it goes on: a step (key of the messages `progress`), units done, units in all (0: not known). */
export type Progress = (step: string, done: number, total: number) => void;

export const silent: Progress = () => undefined;
