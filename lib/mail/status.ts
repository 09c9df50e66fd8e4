/**
 * True for an enhanced status code (RFC 3463) of a failure for good that is about the address: not about the size of the mail (5.3.4), its
 * content (5.6) or its sender (5.7, "policy"), which another mail may not meet.
 */
export function blamesAddress(status: string): boolean {
  const [, subject = "", detail = ""] = /^5\.(\d{1,3})\.(\d{1,3})$/.exec(status) ?? [];
  return subject !== "" && !["6", "7"].includes(subject) && !(subject === "3" && detail === "4");
}
