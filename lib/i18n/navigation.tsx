import { useLocale } from "next-intl";
import type { ComponentProps } from "react";
import { href, type Target } from "./href";

type LinkProps = Omit<ComponentProps<"a">, "href"> & { to: Target };

/** A plain link to a page of the portal in the current language: pages are cached and small, a client router would weigh more. */
export function Link({ to, ...rest }: LinkProps) {
  return <a href={href(useLocale(), to)} {...rest} />;
}
