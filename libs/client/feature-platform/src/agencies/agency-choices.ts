import type { InvitationDelivery } from '@tributary/api-contract';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** How money and dates are written. */
export const LOCALES: readonly Choice[] = [
  { value: 'en-GB', label: 'English, United Kingdom' },
  { value: 'en-US', label: 'English, United States' },
  { value: 'de-DE', label: 'German' },
  { value: 'es-ES', label: 'Spanish' },
  { value: 'fr-FR', label: 'French' },
  { value: 'nl-NL', label: 'Dutch' },
  { value: 'pt-BR', label: 'Portuguese, Brazil' },
];

/** Those of the European Central Bank's rates that agencies report in. */
const CURRENCIES = ['AUD', 'BRL', 'CAD', 'CHF', 'DKK', 'EUR', 'GBP', 'NOK', 'PLN', 'SEK', 'USD'];

export function currencyChoices(): readonly Choice[] {
  const names = new Intl.DisplayNames(['en'], { type: 'currency' });
  return CURRENCIES.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

export function zoneChoices(): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

export function deliveryWords(delivery: InvitationDelivery, email: string): string {
  const words: Readonly<Record<InvitationDelivery, string>> = {
    mailed: `The invitation is on its way to ${email}. It holds for seven days.`,
    failed: `The mail server did not take the invitation to ${email}. The agency stands.`,
    'by-hand': `This installation sends no mails. Give this link to ${email}: it is shown this once.`,
  };
  return words[delivery];
}
