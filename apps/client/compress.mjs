// Beside each built file its compressed forms, made once as small as they can be: the server sends them as they are.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const FOLDER = 'dist/apps/client/browser';
/** The page itself is made anew for every answer. */
const COMPRESSED = /^(?!index\.html$).*\.(js|css|svg|json|webmanifest|txt)$/;
/** In bytes: less fits into one packet as it is. */
const SMALL = 1_000;

const FORMS = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gz: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

const files = (await readdir(FOLDER, { recursive: true })).filter((file) => COMPRESSED.test(file));
await Promise.all(
  files.map(async (file) => {
    const path = join(FOLDER, file);
    const bytes = await readFile(path);
    if (bytes.length < SMALL) return;
    await Promise.all(
      Object.entries(FORMS).map(async ([ending, compress]) =>
        writeFile(`${path}.${ending}`, await compress(bytes)),
      ),
    );
  }),
);
