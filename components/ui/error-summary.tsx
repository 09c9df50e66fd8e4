export type FormError = {
  text: string /** Id of the field; absent where the whole form is meant. */;
  field?: string | undefined;
};

/** What is wrong with a form that was sent, above it, with a way to each field. */
export function ErrorSummary({ title, errors }: { title: string; errors: readonly FormError[] }) {
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert">
      <h2>{title}</h2>
      <ul>
        {errors.map(({ text, field }) => (
          <li key={text}>{field ? <a href={`#${field}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  );
}
