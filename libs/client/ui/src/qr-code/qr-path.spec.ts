import { encode } from 'uqr';
import { qrPath } from './qr-path';

const URI =
  'otpauth://totp/Tributary:ada%40agency.example?issuer=Tributary&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30';

describe('qrPath', () => {
  it('covers exactly the dark modules', () => {
    const { path, size } = qrPath(URI);
    const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let column = 0; column < Number(width); column += 1) {
        const row = drawn[Number(y)];
        if (row) row[Number(x) + column] = true;
      }
    }
    expect(drawn).toEqual(encode(URI, { ecc: 'M', border: 4 }).data);
  });

  it('leaves four light modules around it', () => {
    const { path, size } = qrPath(URI);
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4);
      expect(Math.max(Number(x) + Number(width), Number(y) + 1)).toBeLessThanOrEqual(size - 4);
    }
  });
});
