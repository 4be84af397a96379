const HIDDEN = '[hidden]';
const DEEPEST = 6;
const LONGEST_TEXT = 8_000;

/** Names of fields whose values nobody may read in a log. */
const SECRET_NAME =
  /pass(word|phrase)|secret|token|authori[sz]ation|cookie|credential|api-?_?key|^(code|key|otp|ticket|email|e-mail)$|(recovery|encryption).*(code|key)|^set-cookie$/i;

/** What gives a secret away inside a text, whatever the text is about. */
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, HIDDEN],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${HIDDEN}@`],
  [/(\/postback\/[^/\s"'?]+\/)[^/\s"'?]+/g, `$1${HIDDEN}`],
  [/(__Host-[\w-]+=)[^;\s"']+/g, `$1${HIDDEN}`],
  [/((?:https?:\/\/|\/)[^\s"'<>?#]*)\?[^\s"'<>]+/gi, `$1?${HIDDEN}`],
  [
    /(\b[\w-]*(?:pass(?:word|phrase)|secret|token|authorization|cookie|credentials?|api[-_]?key)[\w-]*["']?\s*[=:]\s*)(["']?)[^\s"',;&})\]]+\2/gi,
    `$1${HIDDEN}`,
  ],
  // A package in a stack, `node_modules/@scope/name`, is none.
  [/[^\s"'<>@:=,;()[\]{}/]+@[^\s"'<>@,;()[\]{}/]+\.[a-z]{2,}/gi, '[e-mail]'],
];

/** The text without what looks like a secret or an e-mail address. */
export function redactedText(text: string): string {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} …` : text;
  return SECRETS_IN_TEXT.reduce((line, [pattern, instead]) => line.replace(pattern, instead), short);
}

/** The same structure with secret fields hidden and every text redacted. Errors become plain objects. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return depth < DEEPEST ? redactedObject(value, depth) : '[deeper]';
}

function redactedObject(value: object, depth: number): unknown {
  if (value instanceof Error) return redactedError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((part) => redacted(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => [
      name,
      SECRET_NAME.test(name) && part !== null && part !== undefined ? HIDDEN : redacted(part, depth + 1),
    ]),
  );
}

/** Its own fields are left out: libraries hang whole requests and queries on their errors. */
function redactedError(error: Error, depth: number): object {
  return {
    type: error.name,
    stack: redactedText(error.stack ?? error.message),
    ...(error.cause !== undefined && { cause: redacted(error.cause, depth + 1) }),
  };
}
