import type { MemberKey } from '../../second-factor';
import { startedStorage, type StorageHarness } from './storage-harness';

const SECRET = Uint8Array.of(1, 2, 3);
const CODES = ['hash of one', 'hash of two', 'hash of three'];

/** A second factor counts once it is confirmed; no code and no recovery code is taken twice. */
export function describeSecondFactorContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as the storage of second factors`, () => {
    const storage = startedStorage(start);

    const aMember = async (agency?: string): Promise<MemberKey> => {
      const agencyId = agency ?? (await storage().addAgency());
      return { agencyId, memberId: await storage().addMember(agencyId) };
    };
    const confirmed = async (agency?: string): Promise<MemberKey> => {
      const key = await aMember(agency);
      await storage().secondFactors.enrol(key, SECRET);
      await storage().secondFactors.confirm(key, { step: 100, recoveryCodeHashes: CODES });
      return key;
    };
    const secretOf = async (key: MemberKey) => {
      const factor = await storage().secondFactors.find(key);
      return factor && { ...factor, sealedSecret: [...factor.sealedSecret] };
    };

    it('keeps an enrolment apart until it is confirmed, and lets it begin anew', async () => {
      const key = await aMember();
      expect(await secretOf(key)).toBeNull();
      expect(await storage().secondFactors.enrol(key, Uint8Array.of(9))).toBe(true);
      expect(await storage().secondFactors.enrol(key, SECRET)).toBe(true);
      expect(await secretOf(key)).toEqual({ sealedSecret: [...SECRET], isConfirmed: false });
      expect(await storage().secondFactors.takeStep(key, 100)).toBe(false);
    });

    it('is confirmed once, and not replaced after that', async () => {
      const key = await confirmed();
      expect(await secretOf(key)).toEqual({ sealedSecret: [...SECRET], isConfirmed: true });
      expect(await storage().secondFactors.enrol(key, Uint8Array.of(9))).toBe(false);
      const again = { step: 200, recoveryCodeHashes: [] };
      expect(await storage().secondFactors.confirm(key, again)).toBe(false);
      expect(await secretOf(key)).toMatchObject({ sealedSecret: [...SECRET] });
      expect(await storage().recoveryCodes.countLeft(key)).toBe(CODES.length);
      expect(await storage().secondFactors.confirm(await aMember(), again)).toBe(false);
    });

    it('takes each step once, and none that lies before', async () => {
      const key = await confirmed();
      const take = (step: number) => storage().secondFactors.takeStep(key, step);
      expect(await take(100)).toBe(false);
      expect(await Promise.all([take(101), take(101)])).toEqual(expect.arrayContaining([true, false]));
      expect(await take(101)).toBe(false);
      expect(await take(99)).toBe(false);
      expect(await take(102)).toBe(true);
    });

    it('takes each recovery code once, of its member only', async () => {
      const [key, other] = [await confirmed(), await aMember()];
      const use = (hash: string, of = key) => storage().recoveryCodes.use(of, hash);
      expect(await use('hash of one', other)).toBe(false);
      expect(await use('hash of nothing')).toBe(false);
      expect(await Promise.all([use('hash of one'), use('hash of one')])).toEqual(
        expect.arrayContaining([true, false]),
      );
      expect(await storage().recoveryCodes.countLeft(key)).toBe(2);
      await storage().recoveryCodes.replace(key, ['hash of four']);
      expect(await use('hash of two')).toBe(false);
      expect(await use('hash of four')).toBe(true);
      expect(await storage().recoveryCodes.countLeft(key)).toBe(0);
    });

    it('goes with its recovery codes', async () => {
      const key = await confirmed();
      expect(await storage().secondFactors.remove(key)).toBe(true);
      expect(await storage().secondFactors.remove(key)).toBe(false);
      expect(await secretOf(key)).toBeNull();
      expect(await storage().recoveryCodes.use(key, 'hash of one')).toBe(false);
    });

    it('is missing only where the agency requires it', async () => {
      const key = await confirmed();
      const without = await aMember(key.agencyId);
      const stranger = await aMember();
      const lacking = () =>
        Promise.all(
          [key, without, stranger].map(async (one) => {
            const presence = await storage().presence.find({ ...one, familyId: crypto.randomUUID() });
            return presence?.lacksSecondFactor;
          }),
        );
      const required = () => storage().secondFactorPolicy.isRequired(key.agencyId);
      expect([await required(), await lacking()]).toEqual([false, [false, false, false]]);
      await storage().secondFactorPolicy.require(key.agencyId, true);
      expect([await required(), await lacking()]).toEqual([true, [false, true, false]]);
      await storage().secondFactorPolicy.require(key.agencyId, false);
      expect(await required()).toBe(false);
    });

    it('tells who of an agency has one', async () => {
      const key = await confirmed();
      const enrolling = await aMember(key.agencyId);
      await storage().secondFactors.enrol(enrolling, SECRET);
      await confirmed();
      expect(await storage().secondFactorPolicy.listMembersWith(key.agencyId)).toEqual([key.memberId]);
    });
  });
}
