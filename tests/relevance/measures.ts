/** Grades of the answers of a search by rank; `best`: the grades of a perfect list, the best first. */
export type Judged = { grades: readonly number[]; best: readonly number[] };

const gain = (grades: readonly number[]) =>
  grades.slice(0, 10).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);

/** Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), 0 to 1. */
export function ndcg({ grades, best }: Judged): number {
  return gain(best) === 0 ? 1 : gain(grades) / gain(best.toSorted((a, b) => b - a));
}

/** One over the rank of the first answer of a good grade (2 or 3); 0 without one. */
export function reciprocalRank({ grades }: Judged): number {
  const rank = grades.findIndex((grade) => grade >= 2);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

/** 1 where one of the first three answers has a good grade. */
export function successAt3({ grades }: Judged): number {
  return grades.slice(0, 3).some((grade) => grade >= 2) ? 1 : 0;
}
