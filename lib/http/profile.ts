import { AtlasError } from "@/lib/core/errors";
import { presentProfile, profileSchema } from "@/lib/profiles/answer";
import { readProfile } from "@/lib/profiles/queries/profile";
import { findSubject } from "@/lib/profiles/queries/subject";
import type { SubjectKind } from "@/lib/profiles/schema";
import { answerOrProblem } from "./problem";
import { answerVersioned } from "./versioned";

/** Answers with the profile of a subject of one kind, by what identifies it. */
export function answerProfile(request: Request, kind: SubjectKind, id: string): Promise<Response> {
  return answerOrProblem(request, (locale) =>
    answerVersioned(request, locale, ["profile", kind, id], async () => {
      const subject = await findSubject(kind, id);
      if (subject?.kind !== kind) throw new AtlasError("not_found", `no ${kind} ${id.slice(0, 20)}`);
      const isDemo = subject.kind === "organisation" && subject.demo;
      const profile = presentProfile(await readProfile(subject, locale), locale);
      return Response.json(profileSchema.parse(profile), { headers: isDemo ? { "X-Robots-Tag": "noindex" } : {} });
    }),
  );
}
