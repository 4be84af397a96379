import { OtpauthOneTimeCodes } from './otpauth-one-time-codes';

const codes = new OtpauthOneTimeCodes();
/** Appendix B of RFC 6238, for SHA-1; the last six of its eight digits. */
const SECRET = new TextEncoder().encode('12345678901234567890');
const STEP = 30_000;

describe('OtpauthOneTimeCodes', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('knows the code of second %i as the RFC does', (second, code) => {
    expect(codes.stepOf(SECRET, code, new Date(second * 1000))).toBe(Math.floor(second / 30));
  });

  it('takes a code one step early or late, and tells of which step it is', () => {
    const second = 1_234_567_890;
    const at = (steps: number) => codes.stepOf(SECRET, '005924', new Date(second * 1000 + steps * STEP));
    const step = Math.floor(second / 30);
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step, step, step, null]);
  });

  it.each(['', '287', '2870821', 'abcdef', '28708২', ' 287082'])('takes no %p', (code) => {
    expect(codes.stepOf(SECRET, code, new Date(59_000))).toBeNull();
  });

  it('makes secrets of 160 bits, each another', () => {
    const secrets = [codes.newSecret(), codes.newSecret()].map((bytes) => Buffer.from(bytes).toString('hex'));
    expect(secrets[0]).toHaveLength(40);
    expect(secrets[0]).not.toBe(secrets[1]);
  });

  it('presents a secret as apps take it', () => {
    const { key, uri } = codes.present(SECRET, { email: 'ada@agency.example' });
    expect(key).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const { protocol, host, pathname, searchParams } = new URL(uri);
    expect([protocol, host, decodeURIComponent(pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Tributary:ada@agency.example',
    ]);
    expect(Object.fromEntries(searchParams)).toEqual({
      issuer: 'Tributary',
      secret: key,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });

  it('makes recovery codes of 120 bits in groups', () => {
    const made = Array.from({ length: 50 }, () => codes.newRecoveryCode());
    expect(new Set(made).size).toBe(50);
    for (const code of made) expect(code).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
  });
});
