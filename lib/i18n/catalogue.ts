import enAccounts from "@/messages/en/accounts.json";
import enAround from "@/messages/en/around.json";
import enBackup from "@/messages/en/backup.json";
import enChart from "@/messages/en/chart.json";
import enCite from "@/messages/en/cite.json";
import enCli from "@/messages/en/cli.json";
import enCommon from "@/messages/en/common.json";
import enCompare from "@/messages/en/compare.json";
import enContacts from "@/messages/en/contacts.json";
import enDemo from "@/messages/en/demo.json";
import enErrors from "@/messages/en/errors.json";
import enFeedback from "@/messages/en/feedback.json";
import enHistory from "@/messages/en/history.json";
import enHome from "@/messages/en/home.json";
import enImport from "@/messages/en/import.json";
import enIndexes from "@/messages/en/indexes.json";
import enLimits from "@/messages/en/limits.json";
import enMap from "@/messages/en/map.json";
import enNews from "@/messages/en/news.json";
import enOrganisations from "@/messages/en/organisations.json";
import enPages from "@/messages/en/pages.json";
import enProfiles from "@/messages/en/profiles.json";
import enProject from "@/messages/en/project.json";
import enProjects from "@/messages/en/projects.json";
import enQuality from "@/messages/en/quality.json";
import enRecords from "@/messages/en/records.json";
import enReference from "@/messages/en/reference.json";
import enRelay from "@/messages/en/relay.json";
import enStatistics from "@/messages/en/statistics.json";
import enSuggest from "@/messages/en/suggest.json";
import enUi from "@/messages/en/ui.json";
import enVerification from "@/messages/en/verification.json";
import frAccounts from "@/messages/fr/accounts.json";
import frAround from "@/messages/fr/around.json";
import frBackup from "@/messages/fr/backup.json";
import frChart from "@/messages/fr/chart.json";
import frCite from "@/messages/fr/cite.json";
import frCli from "@/messages/fr/cli.json";
import frCommon from "@/messages/fr/common.json";
import frCompare from "@/messages/fr/compare.json";
import frContacts from "@/messages/fr/contacts.json";
import frDemo from "@/messages/fr/demo.json";
import frErrors from "@/messages/fr/errors.json";
import frFeedback from "@/messages/fr/feedback.json";
import frHistory from "@/messages/fr/history.json";
import frHome from "@/messages/fr/home.json";
import frImport from "@/messages/fr/import.json";
import frIndexes from "@/messages/fr/indexes.json";
import frLimits from "@/messages/fr/limits.json";
import frMap from "@/messages/fr/map.json";
import frNews from "@/messages/fr/news.json";
import frOrganisations from "@/messages/fr/organisations.json";
import frPages from "@/messages/fr/pages.json";
import frProfiles from "@/messages/fr/profiles.json";
import frProject from "@/messages/fr/project.json";
import frProjects from "@/messages/fr/projects.json";
import frQuality from "@/messages/fr/quality.json";
import frRecords from "@/messages/fr/records.json";
import frReference from "@/messages/fr/reference.json";
import frRelay from "@/messages/fr/relay.json";
import frStatistics from "@/messages/fr/statistics.json";
import frSuggest from "@/messages/fr/suggest.json";
import frUi from "@/messages/fr/ui.json";
import frVerification from "@/messages/fr/verification.json";
import type { Locale } from "./locales";

const french = {
  accounts: frAccounts,
  around: frAround,
  backup: frBackup,
  chart: frChart,
  cite: frCite,
  cli: frCli,
  common: frCommon,
  compare: frCompare,
  contacts: frContacts,
  demo: frDemo,
  errors: frErrors,
  feedback: frFeedback,
  history: frHistory,
  home: frHome,
  import: frImport,
  indexes: frIndexes,
  limits: frLimits,
  map: frMap,
  news: frNews,
  organisations: frOrganisations,
  pages: frPages,
  profiles: frProfiles,
  project: frProject,
  projects: frProjects,
  quality: frQuality,
  records: frRecords,
  reference: frReference,
  relay: frRelay,
  statistics: frStatistics,
  suggest: frSuggest,
  ui: frUi,
  verification: frVerification,
};

const english = {
  accounts: enAccounts,
  around: enAround,
  backup: enBackup,
  chart: enChart,
  cite: enCite,
  cli: enCli,
  common: enCommon,
  compare: enCompare,
  contacts: enContacts,
  demo: enDemo,
  errors: enErrors,
  feedback: enFeedback,
  history: enHistory,
  home: enHome,
  import: enImport,
  indexes: enIndexes,
  limits: enLimits,
  map: enMap,
  news: enNews,
  organisations: enOrganisations,
  pages: enPages,
  profiles: enProfiles,
  project: enProject,
  projects: enProjects,
  quality: enQuality,
  records: enRecords,
  reference: enReference,
  relay: enRelay,
  statistics: enStatistics,
  suggest: enSuggest,
  ui: enUi,
  verification: enVerification,
};

/** Shape of the messages: French is the source, `npm run check` keeps English at parity. */
export type Messages = typeof french;

/** Every text of the portal in one language. */
export function catalogue(locale: Locale): Messages {
  return (locale === "fr" ? french : english) as Messages;
}
