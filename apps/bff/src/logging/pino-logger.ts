import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type DestinationStream, type Level, type Logger } from 'pino';
import { redacted } from './redaction';
import { currentTraceId } from './trace';

/** What LOG_LEVEL may say, in pino's words. */
const LEVELS = { error: 'error', warn: 'warn', log: 'info', debug: 'debug' } as const;
const STACK = /^\s+at /m;

/** Lines of JSON on standard output. Nothing gets there without having been redacted. */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: keyof typeof LEVELS, destination?: DestinationStream) {
    const options = {
      level: LEVELS[level],
      // Whoever collects the lines knows the machine and the process.
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label: string) => ({ level: label }),
        log: (line: object) => redacted(line) as Record<string, unknown>,
      },
      mixin: () => {
        const traceId = currentTraceId();
        return traceId === undefined ? {} : { traceId };
      },
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest puts the context last; before it may come an error or its stack. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' && !STACK.test(last) ? last : undefined;
    const [error] = context === undefined ? rest : rest.slice(0, -1);
    this.pino[level]({
      ...(context !== undefined && { context }),
      ...fieldsOf(message),
      ...(error !== undefined && { error }),
    });
  }
}

function fieldsOf(message: unknown): object {
  if (message instanceof Error) return { error: message };
  return typeof message === 'object' && message !== null ? message : { msg: String(message) };
}
