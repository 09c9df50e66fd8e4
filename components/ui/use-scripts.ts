import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** True once the page is alive; false on the server, hence in all that a reader without JavaScript gets. */
export function useScripts(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
