import { smtpServer } from './smtp-server';

describe('smtpServer', () => {
  it('reads host, port and how to sign in', () => {
    expect(smtpServer('smtps://me%40example.com:p%2Fw@mail.example.com')).toEqual({
      ...{ host: 'mail.example.com', port: 465, secure: true, requireTLS: false, ignoreTLS: false },
      auth: { user: 'me@example.com', pass: 'p/w' },
    });
    expect(smtpServer('smtp://mail.example.com:2525/')).toEqual({
      ...{ host: 'mail.example.com', port: 2525, secure: false, requireTLS: true, ignoreTLS: false },
    });
  });

  it.each([
    ['smtp://127.0.0.1:2525', '127.0.0.1'],
    ['smtp://[::1]', '::1'],
    ['smtp://relay?tls=off', 'relay'],
  ])('sends without TLS only where that was meant: %s', (address, host) => {
    expect(smtpServer(address)).toMatchObject({ host, requireTLS: false, ignoreTLS: true });
  });

  it.each([
    'mail.example.com',
    'https://mail.example.com',
    'smtp://',
    'smtp://mail/path',
    'smtp://mail?tls=no',
  ])('does not guess what %s means', (address) => {
    expect(smtpServer(address)).toBeNull();
  });
});
