/** Where a mail server listens, and how we sign in to it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on. */
  readonly secure: boolean;
  /** Without it the mail is not sent: it would cross the network in the open. */
  readonly requireTLS: boolean;
  /** Not even when it is offered. */
  readonly ignoreTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };
const THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `smtps://user:password@host:465`, or `smtp://…` with STARTTLS. Without TLS only on this machine, or to a relay in the own
 * network with `?tls=off`.
 * @returns null for anything else.
 */
export function smtpServer(address: string): SmtpServer | null {
  const url = URL.parse(address);
  const port = url ? PORTS[url.protocol] : undefined;
  if (!url || port === undefined || url.hostname === '' || !isPlain(url)) return null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? port : Number(url.port),
    ...tlsOf(url),
    ...authOf(url),
  };
}

function tlsOf(url: URL) {
  if (url.protocol === 'smtps:') return { secure: true, requireTLS: false, ignoreTLS: false };
  const isOpen = THIS_MACHINE.has(url.hostname) || url.search === '?tls=off';
  return { secure: false, requireTLS: !isOpen, ignoreTLS: isOpen };
}

function authOf({ username, password }: URL): Pick<SmtpServer, 'auth'> {
  if (username === '') return {};
  return { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
}

function isPlain({ pathname, search, hash }: URL): boolean {
  return ['', '/'].includes(pathname) && ['', '?tls=off'].includes(search) && hash === '';
}
