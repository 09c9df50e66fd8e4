import { draftReader } from "@/lib/http/form-draft";
import { type VerificationProblemCode, verificationFields, verificationProblems } from "./schema";

/** Reads an answer that was not accepted. */
export const decodeAnswer = draftReader(verificationFields, Object.keys(verificationProblems) as VerificationProblemCode[]);
