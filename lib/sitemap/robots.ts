const rules = `User-agent: *
Disallow: /api/
Disallow: /fr/signaler
Disallow: /en/report
Disallow: /fr/connexion
Disallow: /en/sign-in
Disallow: /fr/espace
Disallow: /en/account
Disallow: /fr/contacts/*/ecrire
Disallow: /en/contacts/*/write
Disallow: /fr/contacts/verifier
Disallow: /en/contacts/verify
# Each combination of filters has an address. The pages of the whole list lead to every record; nothing else needs to be asked for.
Disallow: /fr/projets?
Disallow: /en/projects?
Allow: /fr/projets?page=
Allow: /en/projects?page=
Disallow: /fr/projets?page=*&
Disallow: /en/projects?page=*&
Disallow: /fr/actualites?
Disallow: /en/news?
Allow: /fr/actualites?page=
Allow: /en/news?page=
Disallow: /fr/statistiques?
Disallow: /en/statistics?
`;

/** What robots need not ask for, and where the sitemap is (RFC 9309, sitemaps.org). */
export function robotsText(publicUrl: string): string {
  return `${rules}\nSitemap: ${new URL("/sitemap.xml", publicUrl).href}\n`;
}
