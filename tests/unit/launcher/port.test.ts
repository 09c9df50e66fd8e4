import { createServer, type Server } from "node:net";
import { describe, expect, it } from "vitest";
import { portProblem } from "@/lib/launcher/serve";
import { freePort } from "@/lib/postgres/cluster";

const listen = (port: number, host: string) =>
  new Promise<Server | undefined>((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, ipv6Only: host === "::1" }, () => resolve(server));
  });

describe("the port of the portal", () => {
  it("is taken when somebody listens on it, on whichever address", async () => {
    const port = await freePort();
    expect(await portProblem(port, "localhost")).toBeUndefined();
    for (const host of ["127.0.0.1", "0.0.0.0", "::1"]) {
      const other = await listen(port, host);
      // A machine without IPv6 cannot have that conflict.
      if (!other) continue;
      expect(await portProblem(port, "localhost"), host).toBe("taken");
      await new Promise((resolve) => other.close(resolve));
    }
    expect(await portProblem(port, "localhost")).toBeUndefined();
  });

  it("tells an address that is not this machine's from a taken port", async () => {
    expect(await portProblem(await freePort(), "192.0.2.1")).toBe("EADDRNOTAVAIL");
  });
});
