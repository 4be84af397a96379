import { type Account } from '../networks/network';
import { type Span } from '../world/world';

/** Something a network tells by itself, ready to be sent but for the address. */
export interface Notice {
  readonly at: number;
  /** Which of the entered addresses it goes to: what the network calls the event. */
  readonly event: string;
  readonly method: 'GET' | 'POST';
  /** Values for the macros in the address, where the network has any: `{ORDERID}` is `ORDERID` here. */
  readonly macros: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Everything a network tells by itself of an account in a span, in no order; `secrets` as a person entered them there. */
export type Notices = (
  account: Account,
  span: Span,
  secrets: Readonly<Record<string, string>>,
) => Iterable<Notice>;

/** Macros the network knows are replaced, encoded once; unknown ones stay as they are. */
export function filled(template: string, macros: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (macro, name: string) => {
    const value = macros[name];
    return value === undefined ? encodeURIComponent(macro) : encodeURIComponent(value);
  });
}

export function formBody(fields: Readonly<Record<string, string>>): Pick<Notice, 'headers' | 'body'> {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    body: new URLSearchParams(fields).toString(),
  };
}
