/** The part of autocannon that the benchmark uses; the package has no types. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events";

  type Options = {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    /** Milliseconds; a run ends at the end of a sample. */
    sampleInt: number;
    headers: Record<string, string>;
    requests: { path: string }[];
  };
  type Result = { errors: number; timeouts: number; non2xx: number };

  export default function autocannon(options: Options): EventEmitter & PromiseLike<Result>;
}
