import { z } from "zod";

/** A form that could not be accepted: what the visitor wrote, and what is wrong with it. */
export type FormDraft<Field extends string, Code extends string> = {
  values: Record<Field, string>;
  problems: { code: Code; length?: number }[];
};

/** Header by which proxy.ts hands a draft to the page, inside the process; what a visitor sends under this name is dropped. */
export const draftHeader = "x-feedback-draft";

export function encodeDraft(draft: FormDraft<string, string>): string {
  return Buffer.from(JSON.stringify(draft), "utf8").toString("base64url");
}

/** Reads the drafts of a form with these fields and problems from the header; null when there is none. */
export function draftReader<Field extends string, Code extends string>(fields: readonly Field[], codes: readonly Code[]) {
  const schema = z.object({
    values: z.record(z.enum(fields as [Field, ...Field[]]), z.string()),
    problems: z.array(z.object({ code: z.enum(codes as [Code, ...Code[]]), length: z.number().int().exactOptional() })),
  });
  return (header: string | null): FormDraft<Field, Code> | null =>
    header ? (schema.parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8"))) as FormDraft<Field, Code>) : null;
}
