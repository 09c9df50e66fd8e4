import type { ComponentProps, ReactNode } from "react";

type FieldProps = {
  /** Name of the field, which is its id, too. */
  name: string;
  label: string;
  hint?: ReactNode;
  /** What is wrong with what was written. */
  error?: string | undefined;
};

/** What a screen reader reads out with the field. */
function describedBy({ name, hint, error }: FieldProps): string | undefined {
  return [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ") || undefined;
}

function attributes(props: FieldProps) {
  const { name, error } = props;
  return { id: name, name, "aria-describedby": describedBy(props), "aria-invalid": error ? true : undefined };
}

function HintAndError({ name, hint, error }: FieldProps) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

function Labelled({ children, ...props }: FieldProps & { children: ReactNode }) {
  return (
    <div className={props.error ? "field field-wrong" : "field"}>
      <label htmlFor={props.name}>{props.label}</label>
      <HintAndError {...props} />
      {children}
    </div>
  );
}

type InputProps = FieldProps &
  Pick<ComponentProps<"input">, "type" | "autoComplete" | "spellCheck" | "min" | "max" | "required"> & { value: string };

/** One line of text. */
export function TextField({ value, type = "text", autoComplete, spellCheck, min, max, required, ...field }: InputProps) {
  return (
    <Labelled {...field}>
      <input {...attributes(field)} {...{ type, autoComplete, spellCheck, min, max, required }} defaultValue={value} />
    </Labelled>
  );
}

/** Several lines of text. */
export function TextArea({ value, ...field }: FieldProps & { value: string }) {
  return (
    <Labelled {...field}>
      <textarea {...attributes(field)} rows={8} defaultValue={value} />
    </Labelled>
  );
}

export type Option = { value: string; label: string; hint?: string };

/** One of many words; the first option stands for none. */
export function Select({ value, options, ...field }: FieldProps & { value: string; options: readonly Option[] }) {
  return (
    <Labelled {...field}>
      <select {...attributes(field)} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** One of a few answers. The first has the field's id, for links to the field. */
export function Radios({ value, options, ...field }: FieldProps & { value: string; options: readonly Option[] }) {
  const { name, label, error } = field;
  return (
    <fieldset className={error ? "field field-wrong" : "field"} aria-describedby={describedBy(field)}>
      <legend>{label}</legend>
      <HintAndError {...field} />
      {options.map((option, index) => {
        const id = index === 0 ? name : `${name}-${option.value}`;
        const hintId = option.hint ? `${id}-option-hint` : undefined;
        return (
          <div className="radio" key={option.value}>
            <input
              id={id}
              name={name}
              type="radio"
              value={option.value}
              defaultChecked={option.value === value}
              aria-describedby={hintId}
            />
            <label htmlFor={id}>{option.label}</label>
            {option.hint && (
              <p className="hint" id={hintId}>
                {option.hint}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
