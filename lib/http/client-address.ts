import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

/** Networks that only a reverse proxy of the operator, or the machine itself, can come from (RFC 1918, 6598, 3927, 4193, 4291). */
const ours = new BlockList();
const networks = { "10.0.0.0": 8, "172.16.0.0": 12, "192.168.0.0": 16, "100.64.0.0": 10, "169.254.0.0": 16, "127.0.0.0": 8 };
for (const [network, bits] of Object.entries(networks)) ours.addSubnet(network, bits, "ipv4");
for (const [network, bits] of Object.entries({ "fc00::": 7, "fe80::": 10, "::1": 128 })) ours.addSubnet(network, bits, "ipv6");

function isOurs(address: string): boolean {
  return ours.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** An IPv4 address that came over an IPv6 socket is the same client. */
function plain(address: string): string {
  const text = address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(text) ? text : "";
}

/**
 * Network address of the visitor: that of the connection or, where the connection comes from a private network, the last
 * public one of X-Forwarded-For. What stands further left was written by the visitor and proves nothing.
 */
export function clientAddress(request: {
  headers: IncomingMessage["headers"];
  socket: Pick<IncomingMessage["socket"], "remoteAddress">;
}): string {
  const peer = plain(request.socket.remoteAddress ?? "");
  if (peer && !isOurs(peer)) return peer;
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",").map(plain).filter(Boolean);
  return forwarded.findLast((address) => !isOurs(address)) ?? forwarded.at(-1) ?? peer;
}

/**
 * The network that an address stands for when clients are counted: one household or office has a whole /64 of IPv6 addresses.
 * An IPv4 address is its own.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const groups = head ? head.split(":") : [];
  const rest = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0");
  const first = [...groups, ...zeros, ...rest].slice(0, 4);
  return first.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}
