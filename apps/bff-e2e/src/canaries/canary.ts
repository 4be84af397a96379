import { randomInt, randomUUID } from 'node:crypto';

/** A secret that is looked for everywhere. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

/** Somewhere that a secret could turn up. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** Every part of a secret that is as long as this counts: of the four characters that people see it says nothing. */
const PART = 12;
const SEEN = 4;
const CLASSES = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const UUID = /^[0-9a-f]{8}-/;

/** Another text of the same form: digits for digits, letters for letters, and the same word before the first dash. */
export function markedLike(text: string): string {
  if (UUID.test(text)) return randomUUID();
  const start = text.indexOf('-') + 1;
  const rest = text.slice(start).replaceAll(/[0-9a-zA-Z]/g, (character) => {
    const alphabet = CLASSES.find((one) => one.includes(character)) ?? character;
    return alphabet[randomInt(alphabet.length)] ?? character;
  });
  return text.slice(0, start) + rest;
}

/** @returns `name in place` for each canary that a place holds a part of, in any spelling that texts travel in. */
export function leaksOf(canaries: readonly Canary[], places: readonly Place[]): string[] {
  return canaries.flatMap(({ name, value }) => {
    if (value.length < PART + SEEN)
      throw new RangeError(`The canary "${name}" is too short to be sure of it`);
    const parts = spellingsOf(value);
    return places
      .filter(({ text }) => parts.some((part) => text.includes(part)))
      .map((place) => `${name} in ${place.name}`);
  });
}

function spellingsOf(value: string): string[] {
  const parts = partsOf(value, PART);
  return [
    ...parts,
    ...parts.map((part) => encodeURIComponent(part)),
    ...parts.map((part) => Buffer.from(part).toString('hex')),
    ...inBase64(value),
  ];
}

/** What it looks like depends on where in the text of base64 it begins. */
function inBase64(value: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.from(' '.repeat(before) + value).toString('base64');
    return partsOf(text.slice(4, -4), PART + 4);
  });
}

function partsOf(text: string, length: number): string[] {
  return Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));
}
