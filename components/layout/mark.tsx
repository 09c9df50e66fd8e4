/** The mark of the portal: two ends and a line. */
export function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 62 30" fill="none">
      <path d="M9 22C20 3 42 3 52 19" stroke="var(--ink)" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="8" cy="23" r="6" fill="var(--french)" />
      <circle cx="53" cy="22" r="5" fill="var(--paper)" stroke="var(--partner)" strokeWidth="3" />
    </svg>
  );
}
