import type { ReactNode } from "react";

type Props = {
  /** Address that takes what is sent. */
  action: string;
  /** Says when the form was made, and for what. */
  token: string;
  /** Label of a field that people do not see, and programs fill in. */
  trap: string;
  /** What becomes of what is sent, told before the button. */
  consent: ReactNode;
  /** Label of the button. */
  send: string;
  children: ReactNode;
};

/** A form that anybody may send, without an account and without JavaScript. */
export function OpenForm({ action, token, trap, consent, send, children }: Props) {
  return (
    <form method="post" action={action} noValidate className="form">
      <input type="hidden" name="token" value={token} />
      {children}
      <div className="trap">
        <label htmlFor="trap">{trap}</label>
        <input id="trap" name="trap" type="text" autoComplete="off" tabIndex={-1} />
      </div>
      <p className="aside">{consent}</p>
      <p>
        <button type="submit">{send}</button>
      </p>
    </form>
  );
}
