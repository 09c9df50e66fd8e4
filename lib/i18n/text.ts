/** A text in its language (ISO 639-1), original or translated. */
export type Text = { text: string; language: string; status: "original" | "human" | "machine" };
