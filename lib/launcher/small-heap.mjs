import { setFlagsFromString } from "node:v8";

// Imported before anything else by what runs beside the portal. What a command holds does not grow with its file, but left to
// itself V8 collects so rarely that the process takes half as much again (docs/decisions/017).
setFlagsFromString("--optimize-for-size");
setFlagsFromString("--heap-growing-percent=10");
setFlagsFromString("--semi-space-growth-factor=1");
