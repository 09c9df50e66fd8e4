import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PageShell } from "@/components/layout/page-shell";
import { WorldMap } from "@/components/map/world-map";
import { ProjectCard } from "@/components/project/project-card";
import { ProjectView } from "@/components/project/project-view";
import { Pagination, visiblePages } from "@/components/ui/pagination";
import type { RecordHistory } from "@/lib/history/schema";
import { catalogue } from "@/lib/i18n/catalogue";
import { type Locale, locales } from "@/lib/i18n/locales";
import type { Project } from "@/lib/projects/schema";
import type { Reasons } from "@/lib/similar/schema";
import { chartresQuebec, summaries } from "@/tests/support/project-fixture";

function render(locale: Locale, node: ReactNode): string {
  const fail = (error: unknown) => {
    throw error;
  };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={catalogue(locale)} timeZone="Europe/Paris" onError={fail}>
      {node}
    </NextIntlClientProvider>,
  );
}

const reasons: Reasons = {
  shared: ["Chartres"],
  themes: ["Économie"],
  countries: ["Canada"],
  size: { own: 38_534, other: 41_220, ownName: "Chartres", otherName: "Blois", years: [2022, 2023], source: "Recensement" },
};
const similar = summaries.map((project) => ({ project, reasons }));

const view = (locale: Locale, change: Partial<Project> = {}) =>
  render(locale, <ProjectView project={{ ...chartresQuebec, ...change }} similar={similar} history={history} />);
const history: RecordHistory = {
  ...{ id: chartresQuebec.id, total: 5, page: 1, pages: 1 },
  entries: [
    {
      id: "9",
      changedOn: "2026-11-22",
      import: { id: 3, kind: "test", source: { code: "s", name: "Source" }, sourceAsOf: "2026-10-01" },
      changes: [
        { kind: "value", field: "end", label: "Fin", before: "2018", after: null },
        { kind: "list", field: "funding", label: "Financement", added: ["A", "A"], removed: ["B"] },
      ],
    },
    {
      id: "8",
      changedOn: "2026-11-21",
      import: null,
      changes: [{ kind: "text", field: "context", label: "T", before: 0, after: 9 }],
    },
    {
      id: "7",
      changedOn: "2026-11-20",
      import: null,
      changes: [{ kind: "text", field: "context", label: "T", before: 9, after: 0 }],
    },
    {
      id: "6",
      changedOn: "2026-11-19",
      import: null,
      changes: [{ kind: "list", field: "themes", label: "Thèmes", added: [], removed: [] }],
    },
    { id: "0", changedOn: "2026-11-18", import: null, changes: [{ kind: "created" }] },
  ],
};

/** What a reader sees: no tags, every space alike. */
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ");

/** A record that says nothing but its title. */
const silent: Project = {
  ...chartresQuebec,
  form: null,
  declaredStatus: null,
  computedStatus: "not_stated",
  signedYear: null,
  start: null,
  end: null,
  threeYearFunding: null,
  communicationInFrance: null,
  communicationAbroad: null,
  evaluation: null,
  legacyId: null,
  themes: [],
  texts: [],
  organisations: [],
  places: [],
  funding: [],
  partnerContacts: 0,
  posts: [],
  findings: [],
  news: [],
  sourceUrl: null,
  importedOn: null,
};

describe.each(locales)("project page in %s", (locale) => {
  const html = view(locale);

  it("shows no raw key, no placeholder, no machine word", () => {
    for (const page of [html, render(locale, <ProjectView project={silent} similar={[]} history={history} />)])
      expect(words(page)).not.toMatch(/\?\?\?|undefined|NaN|\[object|\b(project|chart|map|ui|quality)\.[a-z]/);
  });

  it("has one h1, no heading that skips a level, and ids that occur once", () => {
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      if (index > 0 && levels[index - 1] !== undefined) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    for (const [, names] of html.matchAll(/aria-labelledby="([^"]+)"/g))
      for (const name of (names ?? "").split(" ")) expect(ids).toContain(name);
  });

  it("shows the facts of the legacy record", () => {
    const text = words(html);
    const amounts = ["10 514", "21 028", "42 800", "45 685", "49 685", "95 370"];
    for (const amount of amounts) expect(text).toContain(locale === "fr" ? amount : amount.replace(" ", ","));
    for (const fact of ["La Beauté connectée de la France au Québec", "Québec International, Canada", "SIREN 200033181", "4242"])
      expect(text).toContain(fact);
    for (const { text: own } of chartresQuebec.texts)
      expect(text).toContain(own.slice(0, 60).replace(/\s+/g, " ").split("\n")[0]);
    for (const { path } of chartresQuebec.themes) for (const { label } of path) expect(text).toContain(label);
    for (const { contacts } of chartresQuebec.posts)
      for (const contact of contacts) expect(text).toContain(contact.function.label);
  });

  it("tells its history, newest first, the oldest part folded", () => {
    const text = words(html.slice(html.indexOf('id="history"')));
    const told =
      locale === "fr"
        ? [
            "Le 22 novembre",
            "Fin : 2018 → non renseigné",
            "Financement, retiré : B",
            "texte ajouté",
            "texte retiré",
            "ordre modifié",
            "Fiche créée.",
          ]
        : [
            "22 November",
            "Fin: 2018 → not stated",
            "Financement, removed: B",
            "text added",
            "text removed",
            "order changed",
            "Record created.",
          ];
    const places = told.map((sentence) => text.indexOf(sentence.replace(/^Le /, "")));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(html).toMatch(/<details><summary>2 /);
  });

  it("draws nothing for what the record does not say", () => {
    const page = render(locale, <ProjectView project={silent} similar={[]} history={history} />);
    expect(page).not.toMatch(/<table|<svg[^>]*role="img"|id="(funding|themes|partners|contacts|news|related|people|follow-up)"/);
    expect(page).toContain('id="source"');
  });
});

describe("status and contradictions", () => {
  it("says computed, declared, end and confirmation side by side, and the contradiction once", () => {
    const text = words(view("fr"));
    expect(text).toContain("Date de fin dépassée");
    expect(text).toContain("déclaré « En cours » ; date de fin 31 décembre 2018 dépassée ; dernière confirmation : jamais");
    expect(text.match(/La fiche se dit en cours/g)).toHaveLength(1);
    expect(words(view("en"))).toContain("end date 31 December 2018 has passed; last confirmed: never");
  });
});

describe("language of free text", () => {
  it("marks texts of the other language and says that they are original", () => {
    expect(view("en")).toContain('lang="fr"');
    expect(words(view("en"))).toContain("Original text in French.");
    expect(view("fr")).not.toContain('lang="fr"');
  });

  it("says when a translation is a machine's", () => {
    const texts = chartresQuebec.texts.map((text) => ({ ...text, language: "en", status: "machine" as const }));
    expect(words(view("en", { texts }))).toContain("Machine translation, to be read with care.");
  });
});

describe("hostile records", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const [organisation] = chartresQuebec.organisations;
  if (!organisation) throw new Error("no organisation");

  it("renders markup as text and no address that runs a script", () => {
    const html = view("fr", {
      title: { text: evil, language: "fr", status: "original" },
      texts: [{ field: "context", text: evil, language: "fr", status: "original" }],
      organisations: [{ ...organisation, name: evil, website: "javascript:alert(1)" }, ...chartresQuebec.organisations.slice(1)],
      sourceUrl: "javascript:alert(2)",
      source: { ...chartresQuebec.source, licenceUrl: "data:text/html,x", url: " javascript:alert(3)" },
    });
    expect(html).not.toMatch(/<script|<img/);
    expect(html).not.toMatch(/href="\s*(javascript|data):/i);
  });
});

describe("people", () => {
  it("counts them, and names no one without a name to publish", () => {
    const text = words(view("fr", { volunteers: 2, partnerContacts: 1 }));
    expect(text).toContain("2 volontaires ont participé");
    expect(text).toContain("1 contact chez le partenaire étranger est connu");
    expect(text).toContain("nom non publié");
    expect(view("fr")).not.toMatch(/mailto:|@[a-z]/);
  });
});

describe("map of a record", () => {
  it("says what is inferred or missing, and is not drawn without two ends", () => {
    expect(words(view("fr"))).toContain("Position déduite du nom, non déclarée : Québec International.");
    const blind = chartresQuebec.organisations.map((each) => ({ ...each, position: null }));
    expect(view("fr", { organisations: blind })).not.toContain('class="map"');
    expect(words(view("fr", { organisations: blind }))).toContain("Québec International, Canada");
  });
});

describe("lists", () => {
  it.each(locales)("shows cards with their own language, demo mark and unknown amounts in %s", (locale) => {
    const html = summaries.map((project) => render(locale, <ProjectCard project={project} />)).join("");
    expect(words(html)).toContain(locale === "fr" ? "[Démo] Riparian towns" : "[Demo] Riparian towns");
    expect(words(html)).toContain(locale === "fr" ? "2 montants inconnus" : "2 unknown amounts");
    expect(html).toContain(`href="/${locale}/${locale === "fr" ? "projets" : "projects"}/p2-eau-potable-a-saint-louis"`);
    expect(html).not.toMatch(/NaN|undefined|project\.[a-z]/);
  });

  it("pages through real addresses", () => {
    expect(visiblePages(1, 3)).toEqual([1, 2, 3]);
    expect(visiblePages(7, 66)).toEqual([1, null, 5, 6, 7, 8, 9, null, 66]);
    const html = render("fr", <Pagination page={2} pages={3} hrefOf={(page) => `?page=${page}`} />);
    expect([...html.matchAll(/href="\?page=(\d)"/g)].map(([, page]) => page)).toEqual(["1", "1", "2", "3", "3"]);
    expect(render("fr", <Pagination page={1} pages={1} hrefOf={() => ""} />)).toBe("");
    const beyond = { previous: "?before=a", next: "?after=b" };
    const links = (page: number | null) =>
      [...render("fr", <Pagination page={page} pages={9} hrefOf={String} beyond={beyond} />).matchAll(/href="([^"]+)"( rel)?/g)]
        .filter(([, , rel]) => rel)
        .map(([, href]) => href);
    expect(links(8)).toEqual(["7", "9"]);
    expect(links(9)).toEqual(["8", "?after=b"]);
    expect(links(null)).toEqual(["?before=a", "?after=b"]);
  });

  it("links each country of the map and repeats its figure in the table", () => {
    const countries = [
      { code: "SN", name: "Sénégal", projects: 1_310 },
      { code: "FR", name: "France", projects: 9 },
    ];
    const html = render("fr", <WorldMap countries={countries} />);
    expect(html.match(/href="\/fr\/projets\?country=SN"/g)).toHaveLength(2);
    expect(html).not.toContain("country=FR");
    expect(words(html)).toContain("Sénégal : 1 310 projets");
  });
});

describe("frame of every page", () => {
  it.each(locales)("has the exact accessibility mention, the other language and the demo banner in %s", (locale) => {
    const targets = { fr: { pathname: "/projects" }, en: { pathname: "/projects" } } as const;
    const html = render(
      locale,
      <PageShell targets={targets} demo>
        <p>content</p>
      </PageShell>,
    );
    expect(words(html)).toContain(locale === "fr" ? "Accessibilité : non conforme" : "Accessibility: non");
    expect(html).toContain(locale === "fr" ? 'href="/en/projects"' : 'href="/fr/projets"');
    expect(html.match(/<main/g)).toHaveLength(1);
    expect(html).toContain("demo-banner");
    for (const anchor of ["content", "menu", "footer"]) expect(html).toContain(`id="${anchor}"`);
  });
});
