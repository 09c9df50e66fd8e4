"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useScripts } from "@/components/ui/use-scripts";
import type { Suggestion } from "@/lib/search/suggest";
import { addressInForm, optionAfter } from "./suggest-options";
import { useSuggestions } from "./use-suggestions";

type SuggestInputProps = {
  id: string;
  name: string;
  defaultValue: string;
  maxLength: number;
  describedBy: string;
  locale: string;
  /** Characters from which suggestions are asked for. */
  from: number;
  /** Name of the list for screen readers. */
  listLabel: string;
};

/** A field for words with suggestions, as an ARIA combobox. What is lost without JavaScript: the suggestions; the form is the same. */
export function SuggestInput({ id, name, defaultValue, maxLength, describedBy, locale, from, listLabel }: SuggestInputProps) {
  const alive = useScripts();
  const input = useRef<HTMLInputElement>(null);
  const { answer, ask, forget } = useSuggestions(locale, from);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const options = answer?.groups.flatMap(({ suggestions }) => suggestions) ?? [];
  const isShown = isOpen && options.length > 0;
  const [listId, idOf] = [`${id}-list`, (option: number) => `${id}-option-${option}`];

  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-option-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);

  const show = (open: boolean, option = -1) => {
    setOpen(open);
    setActive(option);
  };
  const typed = (text: string) => {
    show(true);
    ask(text);
  };
  const choose = ({ href }: Suggestion) => {
    show(false);
    forget();
    const form = input.current?.form;
    if (!form) return;
    // A link like the others of the page: whatever follows those follows this one.
    const link = document.createElement("a");
    link.href = addressInForm(href, new URL(form.action).pathname, new FormData(form));
    form.append(link);
    link.click();
    link.remove();
  };
  const press = (event: KeyboardEvent) => {
    // Keys of an input method choose its own words.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = optionAfter(event.key, isShown ? active : -1, options.length);
    const chosen = isShown ? options[active] : undefined;
    if (next !== null) show(true, next);
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Escape" && isShown) show(false);
    else {
      // The caret moves, the form is sent, or the focus goes on.
      if (event.key === "Enter" || event.key === "Tab") show(false);
      else setActive(-1);
      return;
    }
    event.preventDefault();
  };

  let position = -1;
  return (
    <div className="suggest">
      <input
        ref={input}
        id={id}
        name={name}
        type="search"
        defaultValue={defaultValue}
        maxLength={maxLength}
        aria-describedby={describedBy}
        onChange={({ target, nativeEvent }) => (nativeEvent as InputEvent).isComposing || typed(target.value)}
        onCompositionEnd={({ currentTarget }) => typed(currentTarget.value)}
        onKeyDown={press}
        onBlur={() => show(false)}
        {...(alive && {
          role: "combobox",
          autoComplete: "off",
          "aria-autocomplete": "list",
          "aria-expanded": isShown,
          "aria-controls": listId,
          "aria-activedescendant": isShown && active >= 0 ? idOf(active) : undefined,
        })}
      />
      {alive && (
        <>
          <div
            role="listbox"
            id={listId}
            aria-label={listLabel}
            className="suggest-list"
            hidden={!isShown}
            tabIndex={-1}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
          >
            {answer?.groups.map(({ kind, label, suggestions }) => (
              <fieldset key={kind} aria-labelledby={`${listId}-${kind}`}>
                <div id={`${listId}-${kind}`} role="presentation" className="suggest-kind">
                  {label}
                </div>
                {suggestions.map((suggestion) => {
                  const option = ++position;
                  return (
                    <div
                      key={suggestion.value}
                      id={idOf(option)}
                      role="option"
                      aria-selected={option === active}
                      tabIndex={-1}
                      className="suggest-option"
                      onClick={() => choose(suggestion)}
                      // Where an assistive tool moves the focus itself.
                      onKeyDown={press}
                    >
                      <span lang={suggestion.language ?? undefined}>{suggestion.label}</span>{" "}
                      {suggestion.note && <span className="suggest-note">{suggestion.note}</span>}
                    </div>
                  );
                })}
              </fieldset>
            ))}
          </div>
          <span role="status" className="sr-only">
            {isOpen && answer?.summary}
          </span>
        </>
      )}
    </div>
  );
}
