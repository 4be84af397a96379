import type { NetworkAccount, NetworkId } from '@tributary/domain';
import type { AccountSealContext, CredentialCipher, Credentials, NetworkDescription } from '@tributary/ports';
import { Refusal } from '../refusal';

const MAX_VALUE_LENGTH = 4096;
const HINT_LENGTH = 4;
/** A hint of a short secret would give too much of it away. */
const MIN_LENGTH_FOR_HINT = 12;

type Owner = Pick<NetworkAccount, 'agencyId' | 'id'> & { readonly network: NetworkId };
/** What is asked for, and by whom. */
type Form = Pick<NetworkDescription, 'name' | 'credentialFields'>;

/**
 * Takes the fields the network asks for, trimmed; fields with options fall back to the first.
 * @throws {Refusal} `invalid-input` naming each missing, unknown or malformed field. Values never appear in it.
 */
export function checkedCredentials(description: Form, input: Credentials): Credentials {
  const fields = description.credentialFields;
  const values = fields.map((field) => ({ field, value: valueOf(field, input) }));
  const unknown = Object.keys(input).filter((name) => !fields.some((field) => field.name === name));
  const errors = [
    ...unknown.map((name) => fieldProblem(name, `${description.name} has no such field.`)),
    ...values.flatMap(({ field, value }) => {
      const message = fieldError(field, value);
      return message === null ? [] : fieldProblem(field.name, message);
    }),
  ];
  if (errors.length > 0) throw new Refusal('invalid-input', 'Check the marked fields.', errors);
  return Object.fromEntries(values.flatMap(({ field, value }) => (value ? [[field.name, value]] : [])));
}

type Field = NetworkDescription['credentialFields'][number];

function valueOf(field: Field, input: Credentials): string {
  return (input[field.name] ?? '').trim() || (field.options?.[0]?.value ?? '');
}

function fieldProblem(name: string, message: string) {
  return { field: `credentials.${name}`, message };
}

function fieldError(field: Field, value: string): string | null {
  if (!value) return field.required ? `${field.label} is missing. ${field.hint}` : null;
  if (value.length > MAX_VALUE_LENGTH) return `${field.label} is too long.`;
  if (field.options && !field.options.some((option) => option.value === value)) {
    return `${field.label} is not one of the choices.`;
  }
  const isWellFormed = !field.pattern || new RegExp(`^(?:${field.pattern})$`, 'u').test(value);
  return isWellFormed ? null : `${field.label} does not look like one. ${field.hint}`;
}

/** The last four characters of each value, for recognition; nothing of short secrets. */
export function credentialHints(
  description: Form,
  credentials: Credentials,
): Readonly<Record<string, string>> {
  const hints: Record<string, string> = {};
  for (const field of description.credentialFields) {
    const value = credentials[field.name];
    if (value === undefined) continue;
    const isShortSecret = field.secret && value.length < MIN_LENGTH_FOR_HINT;
    hints[field.name] = isShortSecret ? '' : value.slice(-HINT_LENGTH);
  }
  return hints;
}

function context(owner: Owner): AccountSealContext {
  return { agencyId: owner.agencyId, accountId: owner.id, network: owner.network, purpose: 'credentials' };
}

export function sealCredentials(
  cipher: CredentialCipher,
  owner: Owner,
  credentials: Credentials,
): Uint8Array {
  return cipher.seal(new TextEncoder().encode(JSON.stringify(credentials)), context(owner));
}

/** @throws {CiphertextUnreadable} */
export function openCredentials(cipher: CredentialCipher, owner: Owner, sealed: Uint8Array): Credentials {
  return JSON.parse(new TextDecoder().decode(cipher.open(sealed, context(owner)))) as Credentials;
}
