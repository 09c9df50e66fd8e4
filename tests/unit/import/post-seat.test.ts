import { describe, expect, it } from "vitest";
import { chooseSeat, type PlaceCandidate, type SeatRequest } from "@/lib/import/posts/seat";

const place = (name: string, latitude: number, longitude: number, population: number, ...others: string[]): PlaceCandidate => ({
  geonamesId: population,
  name,
  countryCode: "AA",
  latitude,
  longitude,
  population,
  names: [name, ...others].map((text) => text.toLowerCase()),
});
const metropolis = place("Metropolis", 10, 10, 2_000_000, "the metropolis");
const twin = place("Twin", 10.05, 10.05, 3_000_000);
const suburb = place("Suburb", 10.02, 10.02, 90_000);
const remote = place("Remote", 20, 20, 500_000);
const hamlet = place("Suburb", 30, 30, 900);
const request = (given: Partial<SeatRequest>): SeatRequest => ({
  ...{ kind: "embassy", country: "AA", city: null, point: null, capital: "Metropolis" },
  ...given,
});
const choose = (given: Partial<SeatRequest>, ...places: PlaceCandidate[]) => {
  const seat = chooseSeat(request(given), places);
  return seat && { city: seat.city, place: seat.place?.name ?? null, inferred: seat.inferred, far: seat.far };
};
const here = { latitude: 10.01, longitude: 10.01 };

describe("the seat of a post", () => {
  it("is the stated city, by any of its names", () => {
    const stated = { city: "The Metropolis", place: "Metropolis", inferred: false, far: false };
    expect(choose({ city: "The Metropolis" }, metropolis, remote)).toEqual(stated);
    expect(choose({ city: "Remote", kind: "consulate" }, metropolis, remote)).toMatchObject({ city: "Remote", inferred: false });
  });

  it.each(["Metropolis Municipality", "Metropolis municipality", "Metropolis District V", "Metropolis, A.A."])(
    "is the city of the administrative unit: %s",
    (city) => {
      expect(choose({ city }, metropolis)).toMatchObject({ city: "Metropolis", inferred: false });
    },
  );

  it("is the capital for an embassy in its suburb, even beside a larger city; a consulate stays", () => {
    const places = [metropolis, twin, suburb];
    expect(choose({ city: "Suburb", point: here }, ...places)).toMatchObject({ city: "Metropolis", inferred: true });
    expect(choose({ city: "Suburb" }, ...places)).toMatchObject({ city: "Metropolis", inferred: true });
    expect(choose({ city: "Suburb", point: here, kind: "consulate_general" }, ...places)).toMatchObject({ city: "Suburb" });
    expect(choose({ city: "Twin", point: here }, ...places)).toMatchObject({ city: "Twin", inferred: false });
  });

  it("is inferred from the position where the city is unknown or not stated", () => {
    expect(choose({ point: here, capital: null }, metropolis, suburb)).toMatchObject({ city: "Metropolis", inferred: true });
    expect(choose({ city: "The Province", point: here, kind: "consulate" }, metropolis)).toMatchObject({ inferred: true });
    expect(choose({ city: "The Province" }, metropolis)).toEqual({
      city: "The Province",
      place: null,
      inferred: false,
      far: false,
    });
    expect(choose({}, metropolis)).toBeNull();
  });

  it("of two places of the name is the one near the position; a hamlet far away is another one", () => {
    const places = [hamlet, suburb, metropolis];
    expect(chooseSeat(request({ city: "Suburb", point: here, kind: "consulate" }), places)?.place).toBe(suburb);
    expect(choose({ city: "Suburb", point: here, kind: "consulate" }, hamlet, metropolis)).toMatchObject({
      city: "Metropolis",
      inferred: true,
    });
  });

  it("keeps a large city against a position far from it, which is told", () => {
    expect(choose({ city: "Remote", point: here, kind: "consulate" }, remote, metropolis)).toEqual({
      ...{ city: "Remote", place: "Remote", inferred: false, far: true },
    });
  });
});
