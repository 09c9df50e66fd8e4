import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { Account } from "@/lib/accounts/queries";
import { type InvitationField, type InvitationProblem, type InvitationValues, invitationProblems } from "@/lib/accounts/schema";
import { limits } from "@/lib/core/limits";
import { PeopleForm } from "./people-form";
import { PeopleTable } from "./people-table";
import { Space } from "./space";

type PeopleViewProps = {
  people: readonly Account[];
  ownId: number;
  form: { values: InvitationValues; problems: readonly InvitationProblem[] };
  sendsMail: boolean;
};

/** Who may sign in, and the form that invites somebody. */
export function PeopleView({ people, ownId, form: { values, problems }, sendsMail }: PeopleViewProps) {
  const t = useTranslations("accounts");
  const errors = problems.map((problem) => ({
    text: t(`problem.${problem}`, { most: limits.accountScope }),
    field: invitationProblems[problem] ?? undefined,
  }));
  const errorOf = (field: InvitationField) => errors.find((error) => error.field === field)?.text;
  return (
    <Space
      path="/account/people"
      forRole="operator"
      title={t("people.title")}
      count={t("people.total", { count: people.length })}
    >
      <ErrorSummary title={t("problem.heading")} errors={errors} />
      <PeopleTable people={people} ownId={ownId} />
      <section aria-labelledby="invite" className="space-part">
        <h2 id="invite">{t("people.form.heading")}</h2>
        {!sendsMail && <p className="note">{t("people.noMail")}</p>}
        <PeopleForm values={values} errorOf={errorOf} />
      </section>
    </Space>
  );
}
