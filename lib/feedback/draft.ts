import { z } from "zod";
import { type FormProblem, type FormValues, formFields, type ProblemCode, problemCodes } from "./schema";

/** A form that could not be accepted: what the visitor wrote, and what is wrong with it. */
export type Draft = { values: FormValues; problems: FormProblem[] };

/** Header by which proxy.ts hands a draft to the page, inside the process; what a visitor sends under this name is dropped. */
export const draftHeader = "x-feedback-draft";

const draftSchema = z.object({
  values: z.record(z.enum(formFields), z.string()),
  problems: z.array(
    z.object({
      code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
      length: z.number().int().exactOptional(),
    }),
  ),
});

export function encodeDraft(draft: Draft): string {
  return Buffer.from(JSON.stringify(draft), "utf8").toString("base64url");
}

/** The draft of a header; null when there is none. */
export function decodeDraft(header: string | null): Draft | null {
  return header ? draftSchema.parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8"))) : null;
}
