/** How much is measured. Every count and duration is bounded here. */
export type Plan = {
  /** Numbers of demo projects, a database each. */
  sizes: readonly number[];
  legacyPages: number;
  /** Records of made-up lists. */
  twinnings: number;
  projects: number;
  /** Turns of portal, nginx and bare page per measure; medians are taken over them. */
  rounds: number;
  secondsPerTurn: number;
  connections: number;
  /** Record pages that are asked for once, per way of asking. */
  coldPages: number;
  /** Servers started anew per page type. */
  freshStarts: number;
  /** Record pages that a warm measure goes round. */
  warmProjects: number;
  sqlRuns: number;
  /** Time `npm start` on a copy of the tree. */
  start: boolean;
};

export const fullPlan: Plan = {
  sizes: [1_300, 13_000],
  legacyPages: 1_000,
  twinnings: 10_000,
  projects: 13_000,
  rounds: 3,
  secondsPerTurn: 2,
  connections: 10,
  coldPages: 150,
  freshStarts: 3,
  warmProjects: 20,
  sqlRuns: 15,
  start: true,
};

/** For trying out: the same steps, too short to say anything. */
export const quickPlan: Plan = {
  ...fullPlan,
  sizes: [1_300],
  legacyPages: 50,
  twinnings: 500,
  projects: 500,
  rounds: 1,
  secondsPerTurn: 2,
  coldPages: 20,
  freshStarts: 1,
  warmProjects: 5,
  sqlRuns: 3,
  start: false,
};
