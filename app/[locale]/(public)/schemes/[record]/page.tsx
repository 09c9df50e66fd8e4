import type { Metadata } from "next";
import { ProfilePage, type ProfileProps, profileMetadata } from "../../_profiles/profile-page";

export const revalidate = 60;

export function generateStaticParams(): [] {
  return [];
}

export function generateMetadata(props: ProfileProps): Promise<Metadata> {
  return profileMetadata("scheme", props);
}

export default function SchemePage(props: ProfileProps) {
  return <ProfilePage kind="scheme" {...props} />;
}
