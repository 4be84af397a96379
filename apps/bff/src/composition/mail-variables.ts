import { smtpServer } from '@tributary/mail';
import { z } from 'zod';

const SMTP_HINT =
  'SMTP_URL must be an address like smtps://user:password@mail.example.com or smtp://mail.example.com:587';
const FROM = /^(?:[^<>@\r\n]+ <)?[^\s<>@]+@[^\s<>@]+>?$/;

/** Without them invitations are handed over by hand, and nobody can reset a password by themselves. */
export const MAIL_VARIABLES = {
  SMTP_URL: z
    .string()
    .refine((address) => smtpServer(address) !== null, { error: SMTP_HINT })
    .optional(),
  /** `Tributary <tributary@example.com>` */
  MAIL_FROM: z.string().regex(FROM, 'MAIL_FROM must be like Tributary <tributary@example.com>').optional(),
};

export interface MailEnvironment {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
}

/** The names of what the others need. */
export function missingForMail({ SMTP_URL, MAIL_FROM }: MailEnvironment): readonly (keyof MailEnvironment)[] {
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) return ['MAIL_FROM'];
  return SMTP_URL === undefined && MAIL_FROM !== undefined ? ['SMTP_URL'] : [];
}
