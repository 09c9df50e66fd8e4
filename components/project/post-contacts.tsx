import { useLocale, useTranslations } from "next-intl";
import { WriteLink } from "@/components/contact/write-link";
import { ExternalLink } from "@/components/ui/external-link";
import { contactTarget } from "@/lib/contacts/address";
import { formatDate } from "@/lib/i18n/format";
import { Link } from "@/lib/i18n/navigation";
import type { Project } from "@/lib/projects/schema";

type Post = Project["posts"][number];

function Contact({ contact }: { contact: Post["contacts"][number] }) {
  const locale = useLocale();
  const t = useTranslations("project.posts");
  const { name, verifiedOn } = contact;
  return (
    <li className="contact">
      <p>{contact.function.label}</p>
      <p className="detail">
        {name ?? t("nameNotPublished")}, {verifiedOn ? t("verified", { date: formatDate(locale, verifiedOn) }) : t("notVerified")}
      </p>
    </li>
  );
}

function PostCard({ post }: { post: Post }) {
  const locale = useLocale();
  const t = useTranslations("project.posts");
  const project = useTranslations("project");
  const { name, city, country, competentFor, website, phone, contacts } = post;
  return (
    <div>
      <h3>
        {post.demo && `${project("demo")} `}
        <Link to={contactTarget(post, locale)}>{name}</Link>
      </h3>
      <p className="aside">
        {t("city", { city, country: country.name })}. {t("competent", { place: competentFor })}.
      </p>
      {(website || phone) && (
        <p>
          {website && <ExternalLink href={website}>{t("website")}</ExternalLink>}
          {website && phone && ", "}
          {phone && (
            <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {t("phone")} {phone}
            </a>
          )}
        </p>
      )}
      {post.writable && (
        <p className="no-print">
          <WriteLink contact={post} />
        </p>
      )}
      {contacts.length === 0 ? (
        <p className="unstated">{t("noContact")}</p>
      ) : (
        <ul>
          {contacts.map((contact) => (
            <Contact key={`${contact.function.code} ${contact.name} ${contact.verifiedOn}`} contact={contact} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Whom to write to at the competent post: by function, and by name only where it may be published. */
export function PostContacts({ posts }: { posts: Project["posts"] }) {
  const t = useTranslations("project.posts");
  return (
    <div className="contacts">
      {posts.map((post) => (
        <PostCard key={post.id} post={post} />
      ))}
      <p className="aside">{t("note")}</p>
    </div>
  );
}
