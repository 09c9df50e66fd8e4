import { describe, expect, it } from "vitest";
import { poolSizes } from "@/lib/demo/organisations";
import { type DemoProject, demoProject } from "@/lib/demo/projects";
import { lastDay, today } from "@/lib/demo/timeline";
import { fixtureWorld } from "./world-fixture";

const world = fixtureWorld();
const projects = Array.from({ length: 6_000 }, (_, index) => demoProject(index, world));
const share = (test: (project: DemoProject) => boolean, of = projects) => of.filter(test).length / of.length;
const year = (date: string) => Number(date.slice(0, 4));

/** Contradictions as a reader of the record sees them, without the generator's own word for it. */
function contradicts(project: DemoProject): boolean {
  const { start, end, status, signedYear, threeYear, lines } = project;
  const outside = lines.some(
    (line) => line.year !== null && ((start && line.year < year(start.date)) || (end && line.year > year(end.date))),
  );
  return (
    (status === "ongoing" && end !== null && lastDay(end) < today) ||
    (status === "closed" && end !== null && lastDay(end) > today) ||
    (threeYear === true && start !== null && end !== null && year(start.date) === year(end.date)) ||
    (signedYear !== null && end !== null && signedYear > year(end.date)) ||
    outside
  );
}

describe("a demo project", () => {
  it("depends on its number alone", () => {
    expect(demoProject(1_234, world)).toEqual(projects[1_234]);
    expect(demoProject(1_235, world)).not.toEqual(projects[1_234]);
  });

  it("uses only organisations that a load of that many projects makes", () => {
    for (const [index, project] of projects.entries()) {
      const sizes = poolSizes(index + 1);
      for (const { organisation } of project.roles) expect(organisation.index).toBeLessThan(sizes[organisation.pool]);
    }
  });

  it("has a lead authority, a foreign partner in each place, and no role twice", () => {
    for (const project of projects) {
      const roles = project.roles.map(({ organisation, role }) => `${role} ${organisation.pool} ${organisation.index}`);
      expect(new Set(roles).size).toBe(roles.length);
      expect(project.roles.filter(({ role }) => role === "lead_authority")).toHaveLength(1);
      expect(project.roles.filter(({ role }) => role === "foreign_partner")).toHaveLength(project.places.length);
      expect(new Set(project.themes).size).toBe(project.themes.length);
    }
  });

  it("contradicts itself once in twenty, and only where it is meant to", () => {
    for (const project of projects)
      expect([project.key, contradicts(project)]).toEqual([project.key, project.contradiction !== null]);
    expect(share(contradicts)).toBeGreaterThan(0.04);
    expect(share(contradicts)).toBeLessThan(0.06);
    expect(new Set(projects.map((project) => project.contradiction)).size).toBe(6);
  });

  it("has dates in order, of every precision, within what the database accepts", () => {
    for (const { start, end, signedYear, createdAt, updatedAt, lastConfirmedOn } of projects) {
      if (start && end) expect(end.date >= start.date).toBe(true);
      for (const date of [start, end]) {
        if (date?.precision === "year") expect(date.date).toMatch(/-01-01$/);
        if (date?.precision === "month") expect(date.date).toMatch(/-01$/);
        if (date) expect(new Date(`${date.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date.date);
      }
      if (signedYear !== null) expect(signedYear).toBeGreaterThanOrEqual(1950);
      expect(updatedAt >= createdAt).toBe(true);
      expect(updatedAt < `${today}T24`).toBe(true);
      if (lastConfirmedOn) expect(lastConfirmedOn >= createdAt.slice(0, 10)).toBe(true);
    }
    expect(new Set(projects.flatMap((project) => (project.end ? [project.end.precision] : []))).size).toBe(3);
  });

  it("leaves out what real records leave out", () => {
    expect(share((project) => project.end === null)).toBeCloseTo(0.2, 1);
    expect(share((project) => project.signedYear === null)).toBeCloseTo(0.3, 1);
    expect(share((project) => project.lines.length === 0)).toBeCloseTo(0.25, 1);
    expect(share((project) => project.status === null)).toBeGreaterThan(0.04);
    expect(share((project) => project.form === null)).toBeGreaterThan(0.04);
    expect(share((project) => new Set(project.places.map((place) => place.country)).size > 1)).toBeCloseTo(0.045, 1);
  });
});

describe("the funding of demo projects", () => {
  const lines = projects.flatMap((project) => project.lines);
  const known = lines.flatMap((line) => (line.amount === null ? [] : [Number(line.amount)])).sort((a, b) => a - b);

  it("has a long tail around fifteen thousand euros", () => {
    const median = known[Math.floor(known.length / 2)] ?? 0;
    expect(median).toBeGreaterThan(10_000);
    expect(median).toBeLessThan(20_000);
    const millions = known.filter((amount) => amount > 1_000_000).length / known.length;
    expect(millions).toBeGreaterThan(0.0005);
    expect(millions).toBeLessThan(0.01);
    expect(known[known.length - 1]).toBeLessThan(1e9);
  });

  it("leaves one amount in seven unknown, which is not zero", () => {
    const unknown = lines.filter((line) => line.amount === null).length / lines.length;
    expect(unknown).toBeGreaterThan(0.12);
    expect(unknown).toBeLessThan(0.18);
    expect(known.filter((amount) => amount === 0).length).toBeGreaterThan(0);
  });

  it("has at most six lines of one kind, no year twice for a funder, and schemes within the line", () => {
    for (const project of projects) {
      expect(project.lines.length).toBeLessThanOrEqual(6);
      expect(new Set(project.lines.map((line) => line.kind)).size).toBeLessThanOrEqual(1);
      const keys = project.lines.map((line) => `${line.funder.pool} ${line.funder.index} ${line.year}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const line of project.lines)
        for (const scheme of line.schemes)
          if (scheme.amount !== null) expect(Number(scheme.amount)).toBeLessThanOrEqual(Number(line.amount));
    }
    expect(new Set(lines.flatMap((line) => line.schemes.map((scheme) => scheme.scheme)))).toEqual(
      new Set(["water", "energy", "waste", "mobility"]),
    );
  });
});
