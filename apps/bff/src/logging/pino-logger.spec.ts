import { Logger } from '@nestjs/common';
import { PinoLogger } from './pino-logger';
import { withinTrace } from './trace';

describe('PinoLogger', () => {
  const written: string[] = [];
  const loggerAt = (level: ConstructorParameters<typeof PinoLogger>[0]) =>
    new PinoLogger(level, { write: (line: string) => written.push(line) });
  const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);

  beforeEach(() => {
    written.length = 0;
  });

  it('writes one line of JSON with level, time, context and words', () => {
    loggerAt('log').log('Listening on http://127.0.0.1:3000', 'Tributary');
    expect(written[0]).toMatch(/^\{.*\}\n$/);
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        context: 'Tributary',
        msg: 'Listening on http://127.0.0.1:3000',
      },
    ]);
  });

  it('keeps the fields of a structured line, and breaks no line at a line end', () => {
    loggerAt('log').log({ network: 'jvzoo', created: 3, note: 'a\nb' }, 'SyncWorkerJob');
    expect(lines()).toMatchObject([{ network: 'jvzoo', created: 3, note: 'a\nb', context: 'SyncWorkerJob' }]);
    expect(written).toHaveLength(1);
    expect(written[0]?.trimEnd()).not.toContain('\n');
  });

  it('writes errors with their stack, however they are handed over', () => {
    const logger = loggerAt('log');
    const error = new Error('dry');
    logger.error('No water', error, 'Weir');
    logger.error('No water', error.stack, 'Weir');
    logger.error(error, 'Weir');
    const told = lines().map((line) => [line.msg, line.context, JSON.stringify(line.error)]);
    expect(told).toEqual([
      ['No water', 'Weir', expect.stringContaining('Error: dry') as string],
      ['No water', 'Weir', expect.stringContaining('Error: dry') as string],
      [undefined, 'Weir', expect.stringContaining('Error: dry') as string],
    ]);
  });

  it('redacts words, fields and errors', () => {
    const logger = loggerAt('debug');
    logger.debug('password=marked');
    logger.log({ msg: 'Bearer marked', deep: { token: 'marked' } });
    logger.warn('x', new Error('apiKey: marked'));
    logger.fatal(new Error('postgres://a:marked@b'));
    expect(written).toHaveLength(4);
    expect(written.join('')).not.toContain('marked');
  });

  it.each([
    ['error', ['error', 'fatal']],
    ['warn', ['error', 'warn', 'fatal']],
    ['log', ['error', 'warn', 'info', 'fatal']],
    ['debug', ['error', 'warn', 'info', 'debug', 'fatal']],
  ] as const)('writes at %s only what matters that much', (level, expected) => {
    const logger = loggerAt(level);
    for (const method of ['error', 'warn', 'log', 'debug', 'fatal'] as const) logger[method]('x');
    expect(lines().map((line) => line.level)).toEqual(expected);
  });

  it('puts the trace of the request on every line', () => {
    const logger = loggerAt('log');
    withinTrace('4bf92f3577b34da6a3ce929d0e0e4736', () => {
      logger.log('within');
    });
    logger.log('outside');
    expect(lines().map((line) => line.traceId)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736', undefined]);
  });

  it('understands how Nest calls it', () => {
    Logger.overrideLogger(loggerAt('log'));
    new Logger('River').error({ securityEvent: 'flood', account: 'a' });
    new Logger('River').warn('No water', new Error('dry'));
    Logger.overrideLogger(false);
    expect(lines()).toMatchObject([
      { level: 'error', context: 'River', securityEvent: 'flood', account: 'a' },
      { level: 'warn', context: 'River', msg: 'No water', error: { type: 'Error' } },
    ]);
    expect(lines()[0]).not.toHaveProperty('error');
  });
});
