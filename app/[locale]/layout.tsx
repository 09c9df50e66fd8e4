import "../globals.css";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";

/** Pages are made on first request and kept: nothing is rendered while the portal is built, when there may be no database. */
export function generateStaticParams(): [] {
  return [];
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await getLocale()}>
      <body>{children}</body>
    </html>
  );
}
