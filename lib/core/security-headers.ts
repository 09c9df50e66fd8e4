/**
 * Inline scripts stay allowed because Next writes each page's data as inline scripts: a nonce would make every page
 * uncacheable and hashes differ per page (docs/decisions/005-content-security-policy.md). Everything else is closed.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Sent with every answer. HSTS is added behind TLS only, where the request says so (lib/http/request-log.ts). */
export const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
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
