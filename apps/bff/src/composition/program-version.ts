import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written beside the bundle when it is built: a hash of all code, of ours and of its libraries. */
const FILE = 'program-version';

/**
 * Tells versions of the program apart by what they are made of. One that was not built is like no other.
 * @param folder where the program is.
 */
export function programVersion(folder = import.meta.dirname): string {
  try {
    return readFileSync(join(folder, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return randomUUID();
  }
}
