import { expect, it } from "vitest";
import { parametersOf } from "@/lib/http/parameters";
import { isKept } from "@/lib/http/versioned";

it("reads each parameter of a request, repeated ones and hostile names, too", () => {
  const read = (query: string) => Object.entries(parametersOf(new Request(`http://atlas.example/?${query}`)));
  expect(read("a=1&b=&a=2,3")).toEqual([
    ["a", "1,2,3"],
    ["b", ""],
  ]);
  expect(read("__proto__=1&constructor=2")).toEqual([
    ["__proto__", "1"],
    ["constructor", "2"],
  ]);
});

it("knows what a client says that it has, however caches wrote it", () => {
  const kept = (header: string, method = "GET") =>
    isKept(new Request("http://atlas.example/", { method, headers: { "If-None-Match": header } }), 'W/"abc"');
  for (const header of ['W/"abc"', '"abc"', '"x", W/"abc"', ' "abc" ,"y"']) expect(kept(header), header).toBe(true);
  for (const header of ["", '"x"', "abc", '"abcd"', 'W/"ab"', ","]) expect(kept(header), header).toBe(false);
  expect(kept('"abc"', "HEAD")).toBe(true);
  expect(kept('"abc"', "POST")).toBe(false);
});
