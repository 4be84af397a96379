import type { Redact } from './redaction';

const LONGEST = 200;
/** Where networks put the sentence meant for a person, most telling first. */
const MESSAGE_KEYS = ['message', 'error_description', 'error_message', 'detail', 'error', 'errors', 'title'];

/**
 * What the network itself says in an error body: the message of a JSON body or the text of any other,
 * without markup and secrets, at most 200 characters. Empty when it says nothing.
 */
export function networkWords(body: string, redact: Redact): string {
  const words = redact(stripMarkup(messageOf(parse(body)) ?? body))
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

/** ` The network says: "…"`, or nothing. */
export function quoted(words: string): string {
  return words === '' ? '' : ` The network says: "${words}"`;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function messageOf(json: unknown): string | null {
  if (typeof json === 'string') return json;
  if (Array.isArray(json)) return messageOf(json[0]);
  if (typeof json !== 'object' || json === null) return null;
  for (const key of MESSAGE_KEYS) {
    const found = messageOf((json as Record<string, unknown>)[key]);
    if (found) return found;
  }
  return null;
}

function stripMarkup(text: string): string {
  return text.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}
