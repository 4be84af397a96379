import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import 'reflect-metadata';
import { contractSchemas } from 'virtual:contract-schemas';
import { AppModule } from './app.module';
import { checkedEnvironment, runs, type Environment } from './composition/config';
import { configureHttp } from './http/configure-http';
import { PinoLogger } from './logging/pino-logger';
import { redactedText } from './logging/redaction';

async function start(environment: Environment): Promise<void> {
  const logger = new PinoLogger(environment.LOG_LEVEL);
  process.once('uncaughtException', (error) => {
    logger.fatal(error, 'Tributary');
    process.exit(1);
  });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRole(environment), {
    logger,
    abortOnError: false,
  });
  // Exit code 0 after a signal under every init: an orderly stop is no failure.
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  if (runs(environment.APP_ROLE, 'web')) {
    configureHttp(app, contractSchemas);
    await app.listen(environment.PORT, environment.BIND_ADDRESS);
    logger.log(`Listening on ${await app.getUrl()}`, 'Tributary');
  } else {
    await app.init();
    logger.log(`Working as ${environment.APP_ROLE}`, 'Tributary');
  }
}

/** Before the application stands there is no logger to ask: the reason goes to the operator as it is. */
function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  // Half of it may be up already (pools, the queue, a port): only the end of the process ends those.
  process.exit(1);
}

function environmentOrGiveUp(): Environment {
  try {
    return checkedEnvironment(process.env);
  } catch (error) {
    // Names variables and what they should hold, never what they do hold.
    return giveUp(wordsOf(error));
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  await start(environmentOrGiveUp());
} catch (error) {
  giveUp(redactedText(wordsOf(error)));
}
