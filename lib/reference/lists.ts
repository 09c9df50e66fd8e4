import type { BulkWriter } from "./bulk";
import type { SourceIds } from "./sources";

type Label = readonly [code: string, french: string, english: string];

export const projectRoles: readonly Label[] = [
  ["lead_authority", "Maître d’ouvrage", "Lead authority"],
  ["implementing_body", "Maître d’œuvre", "Implementing body"],
  ["french_partner", "Partenaire français", "French partner"],
  ["foreign_partner", "Partenaire étranger", "Foreign partner"],
  ["funder", "Financeur", "Funder"],
  ["beneficiary", "Bénéficiaire", "Beneficiary"],
];

export const cooperationForms: readonly Label[] = [
  ["decentralised_cooperation_project", "Projet de coopération décentralisée", "Decentralised cooperation project"],
  ["twinning", "Jumelage", "Town twinning"],
  ["cooperation_agreement", "Convention de coopération", "Cooperation agreement"],
  ["friendship_pact", "Pacte d’amitié", "Friendship pact"],
  ["framework_agreement", "Convention-cadre", "Framework agreement"],
  ["one_off_action", "Action ponctuelle sans convention", "One-off action without agreement"],
  ["emergency_aid", "Aide d’urgence", "Emergency aid"],
  ["one_percent_action", "Action au titre d’un dispositif « 1 % »", "Action under a “1%” scheme"],
  ["cross_border_cooperation", "Coopération transfrontalière", "Cross-border cooperation"],
  [
    "egtc_membership",
    "Participation à un groupement européen de coopération territoriale (GECT)",
    "Membership of a European grouping of territorial cooperation (EGTC)",
  ],
];

/** The last value is the code of the IATI list ActivityStatus. */
export const projectStatuses: readonly (readonly [...Label, iati: string])[] = [
  ["planned", "En projet", "Planned", "1"],
  ["ongoing", "En cours", "Ongoing", "2"],
  ["finalisation", "En voie d’achèvement", "Finalisation", "3"],
  ["closed", "Terminé", "Completed", "4"],
  ["cancelled", "Annulé", "Cancelled", "5"],
  ["suspended", "Suspendu", "Suspended", "6"],
];

/** Article of the CGCT and year of the law. */
export const onePercentSchemes: readonly (readonly [...Label, article: string, since: number])[] = [
  ["water", "1 % eau (loi Oudin-Santini)", "1% water (Oudin-Santini Act)", "L.1115-1-1", 2005],
  ["energy", "1 % énergie (amendement Pintat)", "1% energy (Pintat amendment)", "L.1115-1-1", 2006],
  ["waste", "1 % déchets", "1% waste", "L.1115-2", 2014],
  ["mobility", "1 % mobilité", "1% mobility", "L.1115-3", 2021],
];

/** The IATI list OrganisationType 2.03; several of its codes have no French name of their own. */
export const iatiOrganisationTypes: readonly Label[] = [
  ["10", "Gouvernement", "Government"],
  ["11", "Collectivité locale", "Local government"],
  ["15", "Autre organisme public", "Other public sector"],
  ["21", "ONG internationale", "International NGO"],
  ["22", "ONG nationale", "National NGO"],
  ["23", "ONG régionale", "Regional NGO"],
  ["24", "ONG du pays partenaire", "Partner country based NGO"],
  ["30", "Partenariat public-privé", "Public private partnership"],
  ["40", "Organisation multilatérale", "Multilateral"],
  ["60", "Fondation", "Foundation"],
  ["70", "Secteur privé", "Private sector"],
  ["71", "Secteur privé du pays donateur", "Private sector in provider country"],
  ["72", "Secteur privé du pays bénéficiaire", "Private sector in aid recipient country"],
  ["73", "Secteur privé d’un pays tiers", "Private sector in third country"],
  ["80", "Enseignement, formation et recherche", "Academic, training and research"],
  ["90", "Autre", "Other"],
];

/** Whether the kind is a local authority, and its IATI type (null: the kind says nothing of it). */
export const organisationKinds: readonly (readonly [...Label, isAuthority: boolean, iatiType: string | null])[] = [
  ["commune", "Commune", "Municipality (commune)", true, "11"],
  [
    "epci",
    "Établissement public de coopération intercommunale (EPCI)",
    "Public inter-municipal cooperation establishment (EPCI)",
    true,
    "11",
  ],
  ["departement", "Département", "Département", true, "11"],
  ["region", "Région", "Region (région)", true, "11"],
  ["overseas_collectivity", "Collectivité d’outre-mer", "Overseas collectivity", true, "11"],
  ["special_status_authority", "Collectivité à statut particulier", "Special-status local authority", true, "11"],
  ["territorial_establishment", "Établissement public territorial (EPT)", "Public territorial establishment (EPT)", true, "11"],
  ["syndicate", "Syndicat intercommunal ou mixte", "Inter-municipal or mixed syndicate", true, "11"],
  ["foreign_municipality", "Ville ou commune étrangère", "Foreign municipality", true, "11"],
  ["foreign_region", "Région ou province étrangère", "Foreign region or province", true, "11"],
  ["foreign_authority", "Autre autorité locale étrangère", "Other foreign local authority", true, "11"],
  ["state_body", "Service de l’État", "State body", false, "10"],
  ["public_agency", "Établissement ou agence publique", "Public agency", false, "15"],
  ["development_agency", "Agence de développement territorial", "Territorial development agency", false, "15"],
  ["cluster", "Pôle de compétitivité, cluster", "Competitiveness cluster", false, "30"],
  ["association", "Association, ONG", "Association, NGO", false, "22"],
  ["company", "Entreprise", "Company", false, "70"],
  ["university", "Établissement d’enseignement ou de recherche", "Academic or research institution", false, "80"],
  ["international_organisation", "Organisation internationale", "International organisation", false, "40"],
  ["network", "Réseau de collectivités ou d’acteurs", "Network of authorities or actors", false, "21"],
  ["unattributed_group", "Groupe d’organismes non détaillé", "Unspecified group of bodies", false, null],
  ["other", "Autre organisme", "Other body", false, "90"],
];

const step = "reference.progress.lists";

const labelled = (
  [code, french, english]: readonly [string, string, string, ...unknown[]],
  position: number,
  sourceId: number,
) => ({
  code,
  label_fr: french,
  label_en: english,
  position,
  source_id: sourceId,
});

/** Stores the closed lists of the field. */
export async function loadLists(writer: BulkWriter, source: SourceIds): Promise<void> {
  const ours = source("atlas-nomenclature");
  const plain = (list: readonly Label[], from: number) => list.map((entry, position) => labelled(entry, position, from));
  await writer.upsert(step, "project_role", ["code"], plain(projectRoles, ours));
  await writer.upsert(step, "cooperation_form", ["code"], plain(cooperationForms, ours));
  await writer.upsert(step, "iati_organisation_type", ["code"], plain(iatiOrganisationTypes, source("iati")));
  await writer.upsert(
    step,
    "project_status",
    ["code"],
    projectStatuses.map((entry, position) => ({ ...labelled(entry, position, source("iati")), iati_code: entry[3] })),
  );
  await writer.upsert(
    step,
    "one_percent_scheme",
    ["code"],
    onePercentSchemes.map((entry, position) => ({
      ...labelled(entry, position, source("cgct")),
      article: entry[3],
      since: entry[4],
    })),
  );
  await writer.upsert(
    step,
    "organisation_kind",
    ["code"],
    organisationKinds.map((entry, position) => ({
      ...labelled(entry, position, ours),
      is_authority: entry[3],
      iati_type_code: entry[4],
    })),
  );
}
