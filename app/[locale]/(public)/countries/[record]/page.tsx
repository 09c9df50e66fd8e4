import type { Metadata } from "next";
import { ProfilePage, type ProfileProps, profileMetadata } from "../../_profiles/profile-page";

export const revalidate = 60;

export function generateStaticParams(): [] {
  return [];
}

export function generateMetadata(props: ProfileProps): Promise<Metadata> {
  return profileMetadata("country", props);
}

export default function CountryPage(props: ProfileProps) {
  return <ProfilePage kind="country" {...props} />;
}
