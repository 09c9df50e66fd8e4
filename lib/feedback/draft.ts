import { draftReader } from "@/lib/http/form-draft";
import { formFields, type ProblemCode, problemCodes } from "./schema";

/** Reads a report that was not accepted. */
export const decodeDraft = draftReader(formFields, Object.keys(problemCodes) as ProblemCode[]);
