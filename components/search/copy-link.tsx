"use client";

import { useState } from "react";
import { useScripts } from "@/components/ui/use-scripts";

type CopyLinkProps = { href: string; label: string; done: string; failed: string };

/** Copies the address of a search. Not there without JavaScript, where the address bar says the same. */
export function CopyLink({ href, label, done, failed }: CopyLinkProps) {
  const alive = useScripts();
  const [told, setTold] = useState<{ href: string; text: string } | null>(null);
  // Browsers give no clipboard to a page that came without TLS.
  if (!alive || !navigator.clipboard) return null;
  const tell = (text: string) => () => setTold({ href, text });
  const copy = () => {
    setTold(null);
    navigator.clipboard.writeText(href).then(tell(done), tell(failed));
  };
  return (
    <p className="copy-link needs-scripts">
      <button type="button" onClick={copy}>
        {label}
      </button>{" "}
      <span role="status">{told?.href === href && told.text}</span>
    </p>
  );
}
