import { profilePage } from "../../_profiles/profile-page";

export const revalidate = 60;

export function generateStaticParams(): [] {
  return [];
}

const { generateMetadata, ProfilePage } = profilePage("theme");

export { generateMetadata };
export default ProfilePage;
