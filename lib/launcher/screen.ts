import type { Progress } from "@/lib/core/progress";
import type { Locale } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";

type Output = { isTTY?: boolean; write(text: string): boolean };

/** Steps of long work, and refusals, come as keys of messages that their own modules hold. */
export type LooseTranslator = (key: string, values?: Record<string, string | number>) => string;

/** A terminal shows the current step on one line that is rewritten; a file or a pipe gets one line a step and quarter. */
export class Screen {
  readonly t: Translator;
  private readonly percent: Intl.NumberFormat;
  private step = "";
  private quarter = 0;
  private open = false;

  constructor(
    readonly locale: Locale,
    private readonly output: Output = process.stderr,
  ) {
    this.t = translator(locale);
    this.percent = new Intl.NumberFormat(locale, { style: "percent" });
  }

  /** A whole line. */
  say(text: string): void {
    this.closeLine();
    this.output.write(`${text}\n`);
  }

  /** One step of long work, see lib/core/progress. */
  readonly progress: Progress = (step, done, total) => {
    const share = total > 0 ? Math.min(done / total, 1) : undefined;
    const quarter = Math.floor((share ?? 0) * 4);
    const isNew = step !== this.step;
    const text = `  ${(this.t as LooseTranslator)(step)}${share === undefined ? "" : ` ${this.percent.format(share)}`}`;
    if (this.output.isTTY) {
      if (isNew) this.closeLine();
      this.output.write(`\r\u001b[K${text}`);
      this.open = true;
    } else if (isNew || quarter > this.quarter) this.output.write(`${text}\n`);
    this.step = step;
    this.quarter = isNew ? quarter : Math.max(quarter, this.quarter);
  };

  private closeLine(): void {
    if (this.open) this.output.write("\n");
    this.open = false;
    this.step = "";
  }
}
