import { z } from "zod";
import { projectSummarySchema } from "@/lib/projects/schema";
import { facetKeys } from "./facets";

const countSchema = z.object({
  value: z.string().describe("value of the parameter; `none`: what a record does not state"),
  label: z.string(),
  projects: z.int().describe("projects that the search finds with this value alone in place of what is chosen of the filter"),
});

/** A page of a search as the API gives it. */
export const projectListSchema = z.object({
  total: z.int().describe("projects that the search finds"),
  page: z.int().nullable().describe("number of the page, from 1; null on a page found by `after` or `before`"),
  pageSize: z.int().describe("projects on a full page"),
  links: z
    .object({
      self: z.url().describe("canonical address: equal searches have one"),
      first: z.url(),
      prev: z.url().nullable(),
      next: z
        .url()
        .nullable()
        .describe("follows the last project of this page: leads through the whole list, whatever its length"),
      last: z.url().nullable().describe("null where the list has more pages than can be asked for by number"),
      html: z.url().describe("the same search for people"),
    })
    .describe("absolute addresses; null: there is no such page"),
  projects: z.array(
    projectSummarySchema.extend({
      url: z.url().describe("page of the project"),
      recordUrl: z.url().describe("the whole record as JSON"),
    }),
  ),
  facets: z
    .partialRecord(z.enum(facetKeys), z.array(countSchema))
    .nullable()
    .describe("numbers by filter, most projects first; only with the parameter facets=1"),
});

export type ProjectList = z.infer<typeof projectListSchema>;
