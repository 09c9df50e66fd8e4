import { InLanguage } from "@/components/ui/in-language";
import type { ReportedRecord } from "@/lib/feedback/queries";
import { Link } from "@/lib/i18n/navigation";

/** Title of a record, with a way to its page where it has one. */
export function RecordName({ record }: { record: ReportedRecord }) {
  const title = <InLanguage text={record.title} />;
  return record.page ? <Link to={record.page}>{title}</Link> : title;
}
