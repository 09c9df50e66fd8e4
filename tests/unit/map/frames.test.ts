import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { MultiLineString } from "geojson";
import { describe, expect, it } from "vitest";
import { countryMark, world } from "@/lib/map/atlas";
import { bubblesOn } from "@/lib/map/bubbles";
import { drawFramesAhead } from "@/lib/map/draw-ahead";
import { continentFrame, countryFrame, type Frame, frameAround, franceFrame, worldFrame } from "@/lib/map/frame";
import { type FrenchPlaces, frenchGeometry } from "@/lib/map/french-map";
import { lineGeometry } from "@/lib/map/lines";
import { type PlacedLabel, placeLabels } from "@/lib/map/place-labels";

const weigh = ({ land, borders, graticule }: Frame) => gzipSync(land + borders + graticule).length;
const paris: [number, number] = [2.35, 48.85];
const dakar: [number, number] = [-17.44, 14.69];
const saintDenis: [number, number] = [55.45, -20.88];

describe("frames", () => {
  it("hold France and the country, wherever it is, and are drawn once", () => {
    for (const code of world().countries.keys()) {
      const mark = countryMark(code);
      if (!mark) throw new Error(`no mark of ${code}`);
      const frame = countryFrame(code, mark);
      expect([code, frame.at(paris), frame.at(mark)]).toEqual([code, expect.anything(), expect.anything()]);
      expect(frame.height).toBeGreaterThanOrEqual(440);
      expect(frame.height).toBeLessThanOrEqual(760);
      expect(`${frame.land}${frame.borders}`).not.toMatch(/NaN|Infinity/);
      expect([code, weigh(frame) < 9_000]).toEqual([code, true]);
    }
    expect(worldFrame()).toBe(worldFrame());
  });

  it("leave nothing out of sight that is in sight", () => {
    const coordinates = world().borders.flatMap((line) => line.coordinates);
    const all: MultiLineString = { type: "MultiLineString", coordinates };
    for (const code of ["SN", "CA", "FJ", "NZ", "RU", "CL", "IS"]) {
      const frame = countryFrame(code, countryMark(code) ?? dakar);
      expect([code, frame.borders]).toEqual([code, frame.draw(all, 2)]);
      expect(frame.borders.length).toBeGreaterThan(100);
    }
  });

  it("know where a continent ends", () => {
    expect(continentFrame("002")?.at(dakar)).not.toBeNull();
    expect(continentFrame("002")?.at([-71.2, 46.8])).toBeNull();
    expect(continentFrame("009")?.at([-149.57, -17.53])).not.toBeNull();
    expect(continentFrame("001")).toBeNull();
    expect(franceFrame().at(dakar)).toBeNull();
  });

  it("survive one place alone", () => {
    const frame = frameAround("R04", [saintDenis], false);
    expect(frame.at(saintDenis)).toEqual({ x: frame.width / 2, y: frame.height / 2 });
    expect(countryFrame("QQ", dakar).at(dakar)).not.toBeNull();
  });
});

it("views of countries are drawn before they are asked for", async () => {
  const globals = globalThis as { atlasFrames?: { keys(): Iterable<string>; clear(): void } };
  globals.atlasFrames?.clear();
  await drawFramesAhead(0);
  const drawn = new Set(globals.atlasFrames?.keys());
  expect([...world().countries.keys()].filter((code) => !drawn.has(`country ${code}`))).toEqual([]);
});

describe("lines", () => {
  const line = (partner: [number, number], french = paris) => ({
    french: { name: "A", position: french },
    partner: { name: "B", position: partner },
    projects: 3,
  });

  it("stand on the narrowest map that holds them all", () => {
    expect(lineGeometry([], null)).toBeNull();
    expect(lineGeometry([line([13.4, 52.5])], null)?.frame).toBe(continentFrame("150"));
    expect(lineGeometry([line(dakar)], null)?.frame).toBe(worldFrame());
    expect(lineGeometry([line(dakar)], "SN")?.frame).toBe(countryFrame("SN", dakar));
    expect(lineGeometry([line(dakar), line(dakar, saintDenis)], "SN")?.frame).toBe(worldFrame());
    const overseas = lineGeometry([line(dakar), line([-16, 15]), line([-16.5, 16]), line(dakar, saintDenis)], "SN");
    expect([overseas?.frame, overseas?.outside]).toEqual([countryFrame("SN", dakar), 1]);
  });

  it("mark each end once, with the projects of its lines", () => {
    const geometry = lineGeometry([line(dakar), line([-16.5, 16])], "SN");
    expect(geometry?.ends.map(({ side, projects }) => [side, projects])).toEqual([
      ["french", 6],
      ["partner", 3],
      ["partner", 3],
    ]);
    for (const { path } of geometry?.lines ?? []) expect(path).toMatch(/^M\d+[ -]\d+l/);
  });
});

describe("the French side", () => {
  const places: FrenchPlaces = { within: null, around: [], overseas: new Set(["R04", "C987", "R01"]), outlines: [] };
  const counts = [
    { key: "R11", count: 9, position: paris },
    { key: "R04", count: 4, position: saintDenis },
    { key: "C987", count: 1, position: null },
    { key: "R01", count: 0, position: null },
  ];

  it("sets overseas territories with projects under metropolitan France", () => {
    const { frame, bubbles, edge } = frenchGeometry(places, counts);
    expect(bubbles.map(({ key }) => key)).toEqual(["R11", "R04", "C987"]);
    expect(frame.height).toBe(franceFrame().height + 60);
    for (const { key, y } of bubbles) expect(y > franceFrame().height).toBe(key !== "R11");
    expect(edge).toBe(`M0 ${franceFrame().height}h960`);
    expect(frenchGeometry(places, counts.slice(0, 1)).edge).toBe("");
  });

  it("draws a région by its outlines where there are any, else around its places", () => {
    const square = [
      [
        [
          [2, 48],
          [2, 49],
          [3, 49],
          [3, 48],
          [2, 48],
        ],
      ],
    ];
    const outlined = frenchGeometry(
      { ...places, within: { code: "R99" }, around: [paris], outlines: [square] },
      counts.slice(0, 1),
    );
    expect(outlined.outlines).toMatch(/^M.*z$/);
    expect(frenchGeometry({ ...places, within: { code: "R99" }, around: [paris] }, counts.slice(0, 1)).outlines).toBe("");
  });
});

describe("marks and their names", () => {
  it("gives the area of a bubble in proportion to its count, and none to what has no place", () => {
    const bubbles = bubblesOn(worldFrame(), [
      { key: "a", count: 25, position: paris },
      { key: "b", count: 100, position: dakar },
      { key: "c", count: 7, position: null },
      { key: "d", count: 0, position: paris },
    ]);
    expect(bubbles.map(({ key, radius }) => [key, radius])).toEqual([
      ["b", 26],
      ["a", 13],
    ]);
    const few = bubblesOn(worldFrame(), [
      { key: "a", count: 1, position: paris },
      { key: "none", count: 900, position: null },
    ]);
    expect(few.map(({ radius }) => radius)).toEqual([6]);
  });

  it("names the first even where marks lie upon each other", () => {
    const crowd = [26, 24, 20, 16].map((radius, index) => ({
      key: `${index}`,
      x: 480 + 9 * index,
      y: 80 + 7 * index,
      radius,
      text: "Somewhere 12",
    }));
    const [first] = placeLabels(crowd, { width: 960, height: 440 }, 4);
    expect(first?.key).toBe("0");
  });

  it("lets no name cover another or leave the frame", () => {
    const mark = fc.record({
      x: fc.nat(960),
      y: fc.nat(440),
      radius: fc.nat(26),
      text: fc.string({ minLength: 1, maxLength: 20 }),
    });
    const wide = ({ text }: PlacedLabel) => text.length * 14;
    const left = (label: PlacedLabel) => label.x - { start: 0, middle: 0.5, end: 1 }[label.anchor] * wide(label);
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        const labels = placeLabels(
          marks.map((one, index) => ({ ...one, key: String(index) })),
          { width: 960, height: 440 },
          8,
        );
        expect(labels.length).toBeLessThanOrEqual(8);
        for (const [index, label] of labels.entries()) {
          expect(left(label)).toBeGreaterThanOrEqual(0);
          expect(left(label) + wide(label)).toBeLessThanOrEqual(960);
          for (const other of labels.slice(index + 1)) {
            const apart = left(other) >= left(label) + wide(label) || left(label) >= left(other) + wide(other);
            expect(apart || Math.abs(other.y - label.y) >= 27).toBe(true);
          }
        }
      }),
    );
  });
});
