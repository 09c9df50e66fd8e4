import type pg from "pg";
import { issueToken } from "@/lib/feedback/token";
import { signedKey } from "@/lib/verification/link";
import { languages } from "../../support/addresses";
import { ask, expect, test } from "../../support/browser";
import { singleValue } from "../../support/rows";
import { passesAxe } from "../quality/rules/accessibility";
import { fitsWindow } from "../quality/rules/layout";
import { isValid } from "../quality/rules/validity";

const idOf = (address: string) => /\/([db]\d+)-/.exec(address)?.[1] ?? "";
const words = {
  fr: {
    write: "Écrire à ce contact",
    send: "Envoyer le message",
    received: "Message en route",
    wrong: "Le message n’a pas été envoyé",
  },
  en: {
    write: "Write to this contact",
    send: "Send the message",
    received: "Message on its way",
    wrong: "The message was not sent",
  },
} as const;

let clients = 0;
test.beforeEach(async ({ page }) => {
  await page.setExtraHTTPHeaders({ "X-Forwarded-For": `198.18.${process.pid % 250}.${(clients++ % 250) + 1}` });
});

for (const language of languages) {
  test(`${language}: a letter is written without JavaScript, taken once it is right, and confirmed with a number`, async ({
    plainPage: page,
    addressOf,
    sql,
  }) => {
    const t = words[language];
    await page.setExtraHTTPHeaders({ "X-Forwarded-For": `198.18.${process.pid % 250}.${(clients++ % 250) + 1}` });
    await page.goto(addressOf("contact", language));
    await page.getByRole("link", { name: t.write }).click();
    await page.getByRole("button", { name: t.send }).click();
    await expect(page.getByRole("alert")).toContainText(t.wrong);
    for (const field of ["name", "email", "subject", "text"])
      await expect(page.locator(`#${field}`)).toHaveAttribute("aria-invalid");
    await page.locator("#name").fill("Jeanne Exemple");
    await page.locator("#email").fill("jeanne@ville.example");
    await page.locator("#subject").fill("Une visite <b>");
    await page.locator("#text").fill("Bonjour");
    const secret = await singleValue<string>(sql, "SELECT value FROM secret WHERE name = 'feedback_form'");
    const token = issueToken(secret, `write ${idOf(page.url())}`, new Date(Date.now() - 60_000));
    await page.locator("input[name=token]").evaluate((input, value) => input.setAttribute("value", value), token);
    await page.getByRole("button", { name: t.send }).click();
    await expect(page.locator("h1")).toHaveText(t.received);
    const number = (await page.locator(".receipt-number strong").textContent()) ?? "";
    const stored = await (sql as pg.ClientBase).query("SELECT email, subject, body FROM relay_message WHERE number = $1", [
      number,
    ]);
    expect(stored.rows).toEqual([{ email: "jeanne@ville.example", subject: "Une visite <b>", body: "Bonjour" }]);
    await expect(page.locator("main")).not.toContainText("Bonjour");
  });
}

test("a contact looks at what is held, without JavaScript, and says what is wrong; the link then shows nothing more", async ({
  page: scripted,
  plainPage: page,
  sql,
}) => {
  const { rows } = await (sql as pg.ClientBase).query<{ id: number; email: string; expires: Date; publicId: string }>(
    `INSERT INTO verification (post_id, language, expires_at) SELECT id, 'fr', date_trunc('second', now()) + interval '3 days' FROM diplomatic_post
     WHERE generic_email = 'canari.generique@example.org'
     RETURNING id, expires_at AS expires, (SELECT generic_email FROM diplomatic_post WHERE id = post_id) AS email,
       (SELECT public_id FROM diplomatic_post WHERE id = post_id) AS "publicId"`,
  );
  const [letter] = rows;
  if (!letter) throw new Error("no post");
  await (sql as pg.ClientBase).query(
    "INSERT INTO secret (name, value) VALUES ('verification', gen_random_uuid()::text) ON CONFLICT DO NOTHING",
  );
  const secret = await singleValue<string>(sql, "SELECT value FROM secret WHERE name = 'verification'");
  const link = `/en/contacts/verify?key=${signedKey(secret, { ...letter, expiresAt: letter.expires })}`;
  const response = await page.goto(link);
  await isValid((await response?.text()) ?? "");
  await expect(page.locator("main")).toContainText(letter.email);
  await scripted.goto(link);
  await passesAxe(scripted);
  await fitsWindow(scripted);
  await page.getByRole("button", { name: "Send the correction" }).click();
  await expect(page.getByRole("alert")).toContainText("The answer was not sent");
  await expect(page.locator("#correction")).toHaveAttribute("aria-invalid");
  await page.locator("#correction").fill("The telephone is <b>wrong</b>.");
  await page.getByRole("button", { name: "Send the correction" }).click();
  await expect(page.locator("h1")).toHaveText("Thank you for your answer");
  const number = (await page.locator(".receipt-number strong").textContent()) ?? "";
  const stored = await (sql as pg.ClientBase).query("SELECT public_id, body, from_concerned FROM feedback WHERE number = $1", [
    number,
  ]);
  expect(stored.rows).toEqual([{ public_id: letter.publicId, body: "The telephone is <b>wrong</b>.", from_concerned: true }]);
  await expect(page.locator("main")).not.toContainText(letter.email);
  await page.goto(`/en/contacts/${letter.publicId}`);
  await page.getByRole("link", { name: "Object to the publication of personal data" }).click();
  await expect(page.getByLabel("Object to the publication of personal data")).toBeChecked();
});

test("an entry has one address in each language; what else names it leads there, what names nothing is not found", async ({
  addressOf,
  baseURL,
}) => {
  const to = async (path: string) => {
    const { status, headers } = await ask(new URL(path, baseURL), { redirect: "manual" });
    return [status, headers.get("location")?.replace(baseURL ?? "", "")];
  };
  const [fr, en] = [addressOf("contact", "fr"), addressOf("contact", "en")];
  const id = idOf(fr);
  for (const other of [id, `${id}-`, `${id}-ancien-nom`, `${id.toUpperCase()}-x`])
    expect(await to(`/fr/contacts/${other}`)).toEqual([308, fr]);
  expect(await to(`/en/contacts/${id}-ambassade-de-france-a-berlin`)).toEqual([308, en]);
  expect(await to(`/en/contacts/${id}/ecrire`)).toEqual([308, `${en}/write`]);
  for (const none of ["d999999", "b999999-x", "x1", "recu", "recu?numero=M-2026-AAAAAA"])
    expect([none, (await to(`/fr/contacts/${none}`))[0]]).toEqual([none, 404]);
});

test("the list of a country is printed whole: entries, no form, no map", async ({ page }) => {
  await page.goto("/fr/contacts?country=CA");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "Consulat général de France à Québec" })).toBeVisible();
  await expect(page.locator("main form")).toBeHidden();
  await expect(page.locator("main svg.map-frame")).toBeHidden();
});

test("from the project with Québec, the consulate general is one click away, and not the embassy in Ottawa", async ({
  page,
  addressOf,
}) => {
  await page.goto(addressOf("showcase project", "fr"));
  const contacts = page.locator("#contacts, .section-posts, .contacts").first();
  await expect(contacts.getByRole("link", { name: "Consulat général de France à Québec" })).toBeVisible();
  await expect(contacts.getByText("Ambassade de France à Ottawa")).toHaveCount(0);
  await contacts.getByRole("link", { name: "Consulat général de France à Québec" }).click();
  await expect(page.locator("h1")).toHaveText("Consulat général de France à Québec");
});

test("the interface says what it does not understand", async ({ baseURL }) => {
  const response = await ask(new URL("/api/v1/contacts?country=XXX&foo=1", baseURL));
  expect(response.status).toBe(400);
  const problem = (await response.json()) as { parameters: { name: string }[] };
  expect(problem.parameters.map(({ name }) => name).sort()).toEqual(["country", "foo"]);
  const card = await ask(new URL("/api/v1/contacts/d999999/vcard", baseURL));
  expect(card.status).toBe(404);
});
