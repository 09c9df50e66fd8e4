import { spread } from "./cold";
import type { Lists } from "./imports";
import type { ListTimes } from "./lists";
import { count, kilobytes, seconds } from "./markdown";
import type { Results } from "./results";

/** One aim of the project: what was reached, and what to do where it was missed. */
export type Aim = { aim: string; measured: string; met: boolean; remedy: string };

const htmlMost = 40_000;
const scriptMargin = 5_000;

/** Every stated aim that this run can tell about. */
export function judge(results: Results): Aim[] {
  return [...weightAims(results), ...timeAims(results)];
}

function weightAims({ weights, bareWeight, sizes }: Results): Aim[] {
  const records = weights.filter(({ page }) => page.startsWith("project ("));
  const largest = Math.max(...records.map(({ html }) => html.gzip), ...sizes.map(({ cold }) => spread(cold.bytes).largest));
  const margin = Math.max(...weights.map(({ script }) => script.gzip)) - bareWeight.script.gzip;
  const thirdParty = weights.map((weight) => weight.thirdParty).filter((found) => found !== null);
  const aims: Aim[] = [
    {
      aim: "project page: HTML ≤ 40 kB (gzip), the largest of all that were fetched",
      measured: `${kilobytes(largest)} kB`,
      met: largest <= htmlMost,
      remedy:
        "Next writes each page twice, as markup and as data for its script. Fewer and smaller elements in the long sections (funding, texts, map) shorten both at once.",
    },
    {
      aim: "JavaScript of public pages: at most a bare Next page + 5 kB (gzip)",
      measured: `${margin < 0 ? "−" : "+"}${kilobytes(Math.abs(margin))} kB`,
      met: margin <= scriptMargin,
      remedy:
        "A client component came in through an import: `next build` lists the chunks, and a server component in its place ships none.",
    },
  ];
  if (thirdParty.length > 0) {
    const requests = thirdParty.reduce((sum, found) => sum + found, 0);
    aims.push({
      aim: "no request to a third party",
      measured: `${requests} requests`,
      met: requests === 0,
      remedy: "Serve the file from the portal itself.",
    });
  }
  return aims;
}

export const aimCells = ({ aim, measured, met }: Aim) => [aim, measured, met ? "met" : "**missed**"];
export const missedLine = ({ aim, measured, remedy }: Aim) => `**Missed: ${aim}** (${measured}). ${remedy}`;

/** Matched and applied: without connecting and loading the authorities. */
export const perSecond = ({ records, ms, loadMs }: ListTimes) => Math.round((1_000 * records) / (ms - loadMs));

/** What is aimed at for lists. */
export function importAims({ twinnings, projects }: Lists): Aim[] {
  const projectsMs = (projects.ms * 13_000) / projects.records;
  return [
    {
      aim: "2,000 twinnings a second, matched and applied",
      measured: `${count(perSecond(twinnings))} a second`,
      met: perSecond(twinnings) >= 2_000,
      remedy:
        "PostgreSQL works nine tenths of the time, on one processor: some three tenths make the rows of the search and put them in their place (a second process helps), the rest writes the eight rows of a twinning with their twenty references and forty index entries, and looks for what is wrong with them. Node matches meanwhile, on the other.",
    },
    {
      aim: "import of 13,000 projects < 20 s",
      measured: seconds(projectsMs),
      met: projectsMs < 20_000,
      remedy: "As above; the texts are cut into words, too.",
    },
  ];
}

function timeAims({ start, reference, lists }: Results): Aim[] {
  const aims: Aim[] = [
    {
      aim: "reference load < 60 s",
      measured: seconds(reference.firstMs),
      met: reference.firstMs < 60_000,
      remedy: "Most of it is writing places and communes with their indexes: create those indexes after the rows.",
    },
    ...importAims(lists),
  ];
  if (!start) return aims;
  aims.push(
    {
      aim: "first `npm start` < 3 minutes, packages installed",
      measured: seconds(start.firstMs),
      met: start.firstMs < 180_000,
      remedy:
        "Most of it is `next build`, then the reference load; they run side by side already, so a third core would help, or shipping the built portal.",
    },
    {
      aim: "second `npm start` < 10 s",
      measured: seconds(start.secondMs),
      met: start.secondMs < 10_000,
      remedy:
        "Time goes into reading the sources for the fingerprint and into starting PostgreSQL and the server: remember times of change instead of contents.",
    },
  );
  return aims;
}
