import {
  aNewImport,
  InMemoryErasureRepository,
  InMemoryImportFiles,
  InMemoryImportRepository,
} from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, Office } from '../testing/office';
import { CleanErasedPersons } from './clean-erased-persons';

const EMAIL = 'ada.canary@example.com';
const utf8 = (text: string) => new TextEncoder().encode(text);
/** As spreadsheets export it: each letter and an empty byte. */
const utf16 = (text: string) => Uint8Array.from(Array.from(utf8(text)).flatMap((byte) => [byte, 0]));

async function* inPieces(...pieces: readonly Uint8Array[]) {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

describe('drafts of imports', () => {
  async function draftsLeft(files: Readonly<Record<string, readonly Uint8Array[]>>) {
    const office = await Office.open();
    const account = { agencyId: AGENCY.id, accountId: await office.connect() };
    const contents = new InMemoryImportFiles();
    const imports = new InMemoryImportRepository(office.storage, contents);
    const erasures = new InMemoryErasureRepository(office.storage);
    for (const [importId, pieces] of Object.entries(files)) {
      const key = { ...account, importId, network: CLICKBANK };
      await contents.write(key, inPieces(...pieces));
      await imports.add(key, aNewImport);
    }
    await erasures.erase(AGENCY.id, EMAIL);
    const changed = await new CleanErasedPersons({ erasures, imports, files: contents }).run();
    const left = (await imports.listOf(account, 100)).map(({ id }) => id);
    return { left: left.toSorted(), changed: changed.get(AGENCY.id) };
  }

  it('that name an erased person are dropped, and no others', async () => {
    const row = `1;2026-03-14;${EMAIL.toUpperCase()};Ada`;
    const found = await draftsLeft({
      named: [utf8(`Order;Date;Mail;Name\n${row}\n`)],
      'with-other-lines': [utf8(`Order|Mail\n1|${EMAIL}|Ada\n`)],
      'of-a-spreadsheet': [utf16(`Order\tMail\n1\t${EMAIL}\tAda\n`)],
      'in-two-pieces': [utf8('x\n'.repeat(2_000) + row.slice(0, 24)), utf8(`${row.slice(24)}\n`)],
      'of-bob': [utf8('Order;Mail\n1;bob@example.com\n'), utf8('2;data.canary@example.com\n')],
    });
    expect(found).toEqual({ left: ['of-bob'], changed: 4 });
  });
});
