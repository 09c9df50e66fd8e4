import { describe, expect, it } from "vitest";
import { countryMark } from "@/lib/map/atlas";
import { countryAt, kilometresOutside } from "@/lib/map/outline";

describe("outline of a country", () => {
  it("holds what is inside, also across the date line and in several shapes", () => {
    expect(kilometresOutside([1.49, 48.45], "FR")).toBe(0); // Chartres
    expect(kilometresOutside([95.53, 65.89], "RU")).toBe(0);
    expect(kilometresOutside([-171, 66], "RU")).toBe(0); // Chukotka
    expect(kilometresOutside([-71.21, 46.81], "CA")).toBeLessThan(5); // Québec
    expect(countryMark("AU")?.[0]).toBeGreaterThan(120); // not on its islands in the north
  });

  it("tells the distance to the nearest edge, also to a straight border", () => {
    const bordeauxToSpain = kilometresOutside([-0.58, 44.84], "ES") ?? 0;
    expect(bordeauxToSpain).toBeGreaterThan(150);
    expect(bordeauxToSpain).toBeLessThan(230);
    expect(kilometresOutside([-105, 49.1], "US")).toBeLessThan(15); // just north of the 49th parallel
    expect(kilometresOutside([-150, 0], "FR")).toBeGreaterThan(1_000);
  });

  it("does not judge what is not drawn, and knows land from sea", () => {
    expect(kilometresOutside([0, 0], "QQ")).toBeNull();
    expect(countryAt([-48.85, -26.3])).toBe("BR");
    expect(countryAt([-30, 0])).toBeNull();
  });
});
