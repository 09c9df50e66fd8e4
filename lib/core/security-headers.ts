/**
 * What a page may do; everything that is not named is closed. `inline`: which inline scripts run, among them those in which Next writes
 * a page's data.
 */
function contentSecurityPolicy(inline: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${inline}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The policy of a page that is made for one answer: only the scripts that carry this random text run. */
export const policyOfOneAnswer = (nonce: string) => contentSecurityPolicy(`'nonce-${nonce}'`);

/** Sent with every answer. HSTS is added behind TLS only, where the request says so (lib/http/request-log.ts). */
export const securityHeaders = [
  // Of pages that are kept: a nonce would make every page uncacheable, and hashes differ per page (docs/decisions/005-content-security-policy.md).
  { key: "Content-Security-Policy", value: contentSecurityPolicy("'unsafe-inline'") },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/**
 * Pages: a shared cache may answer with one for two seconds, which takes a rush off the portal, then asks again (304 while it is the
 * same), and may go on showing it while the portal is away.
 */
export const pageCacheControl = "public, max-age=0, s-maxage=2, stale-if-error=86400";
