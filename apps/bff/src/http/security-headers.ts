import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** Devices and abilities that no page here needs, so that nothing that got in could ask for them. */
const NO_ABILITIES = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture', 'encrypted-media'],
  ...['geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment'],
  ...['publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb'],
  ...['xr-spatial-tracking'],
]
  .map((ability) => `${ability}=()`)
  .join(', ');

const POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  // Angular adds the styles of components from script and marks them with the nonce of the page.
  'style-src': ["'self'", (_: unknown, response: ServerResponse) => `'nonce-${styleNonce(response)}'`],
  'style-src-attr': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  // Text becomes markup or script only through these; `default` lets nothing but the empty text through.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['angular', 'angular#bundler', 'angular#components', 'default'],
};

/** What browsers are told to refuse, with every answer. HSTS too: over plain HTTP browsers ignore it. */
export function securityHeaders(): RequestHandler[] {
  return [
    (_: Request, response: Response, next: NextFunction): void => {
      response.locals.styleNonce = randomBytes(16).toString('base64');
      response.setHeader('Permissions-Policy', NO_ABILITIES);
      next();
    },
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: POLICY },
      xFrameOptions: { action: 'deny' },
    }),
  ];
}

/** The nonce that this answer's policy names; used once, like the page that holds it. */
export function styleNonce(response: ServerResponse): string {
  return String((response as Response).locals.styleNonce);
}
