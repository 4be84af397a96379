import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Refusal, type UploadedFile } from '@tributary/application';
import type { Request } from 'express';

const FILE = 'application/octet-stream';
export const FILE_NAME_HEADER = 'x-file-name';
const LONGEST_NAME = 200;

/** The body of the request as a file. @throws {Refusal} `invalid-input` when it is something else. */
export const UploadedBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): Omit<UploadedFile, 'by'> => {
    const request = context.switchToHttp().getRequest<Request>();
    if (!request.is(FILE)) {
      throw new Refusal('invalid-input', `Send the file itself as the body, with the content type ${FILE}.`);
    }
    return { fileName: fileNameOf(request), bytes: bytesOf(request), declaredSize: declaredSizeOf(request) };
  },
);

/** A header holds no other letters than ASCII, so the name comes percent-encoded. */
function fileNameOf(request: Request): string {
  const name = decoded(String(request.headers[FILE_NAME_HEADER] ?? '')).trim();
  if (name !== '' && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name)) return name;
  const message = `Send the file's name in ${FILE_NAME_HEADER}, percent-encoded, at most ${LONGEST_NAME} letters.`;
  throw new Refusal('invalid-input', message, [{ field: FILE_NAME_HEADER, message }]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function declaredSizeOf(request: Request): number | null {
  const size = Number(request.headers['content-length'] ?? Number.NaN);
  return Number.isFinite(size) ? size : null;
}

/**
 * The body as it arrives. Whoever stops reading leaves the connection open, so that the answer still gets through;
 * Node throws the rest away.
 */
async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
  } catch (error) {
    if (request.complete) throw error;
    throw new Refusal('invalid-input', 'The upload broke off. Nothing was imported. Choose the file again.');
  }
}
