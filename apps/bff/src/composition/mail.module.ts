import { Global, Logger, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { NodemailerMailer, smtpServer, UnconfiguredMailer } from '@tributary/mail';
import { Mailer, MemberPages } from '@tributary/ports';
import { publicUrl, type Environment } from './config';
import { PublicMemberPages } from './public-member-pages';

/** Binds the mail server when one is configured, and the addresses that mails lead to. */
@Global()
@Module({
  providers: [
    {
      provide: Mailer,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>): Mailer => {
        const server = smtpServer(config.get<string | undefined>('SMTP_URL') ?? '');
        const from = config.get<string | undefined>('MAIL_FROM');
        if (!server || from === undefined) return new UnconfiguredMailer();
        const logger = new Logger('Mail');
        const onRefusal = (codes: string) => {
          logger.warn({ event: 'mail.not-sent', codes });
        };
        return new NodemailerMailer({ server, from, onRefusal });
      },
    },
    {
      provide: MemberPages,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>) =>
        new PublicMemberPages(
          publicUrl({
            PUBLIC_URL: config.get<string | undefined>('PUBLIC_URL'),
            PORT: config.get('PORT', { infer: true }),
          }),
        ),
    },
  ],
  exports: [Mailer, MemberPages],
})
export class MailModule {}
