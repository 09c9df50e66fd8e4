import type { Command } from "commander";
import type { Difference } from "@/lib/statistics/verify/verify";
import { verifyFigures } from "@/lib/statistics/verify/verify";
import { type Context, commandDatabase, exitCodes } from "../context";
import type { Runner } from "../program";

/** `atlas verify`: exit code 1 where figures differ. */
export function addVerify(program: Command, context: Context, run: Runner): void {
  const { t, print, screen } = context;
  const line = ({ measure, dimension, value, figure, against, expected }: Difference) => {
    const what = [measure, dimension, value].filter((part) => part !== null).join(" / ");
    const text = (number: number | null) => (number === null ? t("statistics.chart.unknown") : String(number));
    return t("statistics.verify.difference", {
      what,
      figure: text(figure),
      expected: text(expected),
      against: t(`statistics.verify.against.${against}`),
    });
  };
  program
    .command("verify")
    .description(t("statistics.verify.description"))
    .option("--json", t("statistics.verify.json"))
    .action((options: { json?: boolean }) =>
      run(async () => {
        const { compared, differences } = await verifyFigures(await commandDatabase(context), screen.progress);
        const done = t("statistics.verify.done", { compared, differences: differences.length });
        print(options.json ? JSON.stringify({ compared, differences }, null, 2) : [...differences.map(line), done].join("\n"));
        return differences.length === 0 ? exitCodes.done : exitCodes.rejectedInput;
      }),
    );
}
