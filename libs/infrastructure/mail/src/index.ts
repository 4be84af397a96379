export * from './nodemailer-mailer';
export * from './smtp-server';
export * from './unconfigured-mailer';
