/** `acme-pay` → `acmePay`. */
export function camelCase(kebab: string): string {
  return kebab.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `acme-pay` → `AcmePay`. */
export function pascalCase(kebab: string): string {
  return camelCase(`-${kebab}`);
}

/** `acme-pay` → `ACME_PAY`. */
export function constantCase(kebab: string): string {
  return kebab.replaceAll('-', '_').toUpperCase();
}

/** Letters and digits in words joined by single hyphens, starting with a letter. */
export function isKebabCase(text: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);
}
