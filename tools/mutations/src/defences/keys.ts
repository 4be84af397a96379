import type { Mutation } from '../mutation';

/** Defences of: credentials of networks, and where they go. */
export const KEYS: readonly Mutation[] = [
  {
    id: 'bound-to-its-row',
    defence: 'A ciphertext opens in its own row only',
    file: 'libs/infrastructure/credential-cipher/src/aes-gcm-credential-cipher.ts',
    remove: 'agencyId, ...subjectOf(context), purpose };',
    leave: 'agencyId, purpose };',
    noticedBy: {
      project: 'credential-cipher',
      spec: 'libs/infrastructure/credential-cipher/src/aes-gcm-credential-cipher.spec.ts',
      test: 'refuses a text that was moved to',
    },
  },
  {
    id: 'whole-tag',
    defence: 'A tag counts with all of its bytes',
    file: 'libs/infrastructure/credential-cipher/src/aes-gcm-credential-cipher.ts',
    remove: 'createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })',
    leave: 'createDecipheriv(ALGORITHM, key, iv)',
    noticedBy: {
      project: 'credential-cipher',
      spec: 'libs/infrastructure/credential-cipher/src/aes-gcm-credential-cipher.spec.ts',
      test: 'refuses the right tag when it is cut, which Node would accept by itself',
    },
  },
  {
    id: 'keys-at-start',
    defence: 'No process starts without a key of what is stored',
    file: 'libs/application/src/encryption/check-stored-keys.ts',
    remove: '    if (missing.length > 0) throw new StoredKeysMissing(missing.toSorted());\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/composition/stored-keys-check.spec.ts',
      test: 'stops the start, and says which key is missing and what to do',
    },
  },
  {
    id: 'redirects',
    defence: 'No redirect is followed with a key',
    file: 'libs/infrastructure/affiliate-networks/src/kit/http/transport.ts',
    remove: "import { type Dispatcher, request as undiciRequest } from 'undici';",
    leave:
      "import { type Dispatcher, interceptors, request } from 'undici';\nconst undiciRequest: typeof request = (url, options) =>\n  request(url, {\n    ...options,\n    dispatcher: options?.dispatcher?.compose(interceptors.redirect({ maxRedirections: 3 })),\n  });",
    noticedBy: {
      project: 'affiliate-networks',
      spec: 'libs/infrastructure/affiliate-networks/src/kit/polite-http-client.spec.ts',
      test: 'carries no key along a redirect with',
    },
  },
  {
    id: 'addresses-inside',
    defence: 'Nothing is asked of a name that leads inside',
    file: 'libs/infrastructure/affiliate-networks/src/kit/http/destinations.ts',
    remove:
      "      else if (!found.every(({ address }) => this.admits(address))) callback(new DestinationRefused(), '');\n",
    noticedBy: {
      project: 'affiliate-networks',
      spec: 'libs/infrastructure/affiliate-networks/src/kit/http/destinations.spec.ts',
      test: 'which leads inside',
    },
  },
  {
    id: 'metadata-address',
    defence: 'No address of a cloud that hands out credentials is asked',
    file: 'libs/infrastructure/affiliate-networks/src/kit/http/destinations.ts',
    remove: "'169.254.0.0/16', ",
    noticedBy: {
      project: 'affiliate-networks',
      spec: 'libs/infrastructure/affiliate-networks/src/kit/http/destinations.spec.ts',
      test: 'never admits',
    },
  },
];
