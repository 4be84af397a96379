import { FormControl, FormRecord, type ValidationErrors } from '@angular/forms';
import type { CredentialFieldDescription } from '@tributary/api-contract';

export type CredentialForm = FormRecord<FormControl<string>>;

/** A form with one control per described field. A choice starts with its first option, everything else empty. */
export function credentialForm(fields: readonly CredentialFieldDescription[]): CredentialForm {
  return new FormRecord(Object.fromEntries(fields.map((field) => [field.name, fieldControl(field)])));
}

function fieldControl(field: CredentialFieldDescription): FormControl<string> {
  const initial = field.options?.[0]?.value ?? '';
  return new FormControl(initial, {
    nonNullable: true,
    validators: (control) => checkField(field, String(control.value)),
  });
}

function checkField(field: CredentialFieldDescription, value: string): ValidationErrors | null {
  const text = value.trim();
  if (text === '') return field.required ? { required: true } : null;
  return matches(field.pattern, text) ? null : { pattern: true };
}

/** A pattern this browser cannot read refuses nothing: the server checks every field again. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}

/** What is sent: trimmed values, without the optional fields left empty. */
export function credentialValues(form: CredentialForm): Readonly<Record<string, string>> {
  const filled = Object.entries(form.getRawValue())
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(filled);
}

/** Overwrites every typed value, so that no secret outlives the dialog. */
export function forgetCredentials(form: CredentialForm): void {
  for (const control of Object.values(form.controls)) control.reset('');
}

/** The sentence under a field, or null while there is nothing to say. */
export function fieldMessage(
  field: CredentialFieldDescription,
  control: Pick<FormControl<string>, 'errors' | 'touched' | 'value'>,
): string | null {
  if (!control.touched || control.errors === null) return null;
  const hint = field.hint === '' ? '' : ` ${field.hint}`;
  if (control.errors.required) return `${field.label} is missing.${hint}`;
  const length = control.value.trim().length;
  const shape = `This does not have the form of the ${lowerFirst(field.label)}: ${characters(length)}.`;
  return `${shape} Copy the whole value again, without spaces.`;
}

export function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

/** "Account nickname" reads "account nickname" inside a sentence, "API key" stays. */
export function lowerFirst(label: string): string {
  const [first = '', second = ''] = label;
  return second === second.toUpperCase() && second !== ' ' ? label : first.toLowerCase() + label.slice(1);
}
