import type { Metadata } from "next";
import { type DayProps, ProfileOnDayPage, profileOnDayMetadata } from "../../../../../_profiles/profile-on-day-page";

// Reached through proxy.ts alone, by ?au= or ?at= on the page of the subject: that page stays cached.
export const dynamic = "force-dynamic";

export function generateMetadata(props: DayProps): Promise<Metadata> {
  return profileOnDayMetadata("country", props);
}

export default function CountryOnDayPage(props: DayProps) {
  return <ProfileOnDayPage kind="country" {...props} />;
}
