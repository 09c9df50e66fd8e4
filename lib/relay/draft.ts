import { draftReader } from "@/lib/http/form-draft";
import { type RelayProblemCode, relayFields, relayProblems } from "./schema";

/** Reads a letter that was not accepted. */
export const decodeLetter = draftReader(relayFields, Object.keys(relayProblems) as RelayProblemCode[]);
