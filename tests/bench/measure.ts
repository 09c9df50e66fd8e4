import type { Closing } from "./closing";
import type { ListPages } from "./pages";
import type { Plan } from "./plan";
import type { Running } from "./server";

/** The portal of one data size and the bare page, side by side, each alone under load. */
export type Scene = {
  plan: Plan;
  closing: Closing;
  /** Folder of this size's files. */
  folder: string;
  /** Demo projects asked for. */
  projects: number;
  databaseUrl: string;
  /** Started anew, with no page kept. */
  servePortal(): Promise<Running>;
  serveBare(): Promise<Running>;
  lists: ListPages;
  say(step: string): void;
};
