import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import 'reflect-metadata';
import { contractSchemas } from 'virtual:contract-schemas';
import { AppModule } from './app.module';
import { checkedEnvironment, runs, type Environment } from './composition/config';
import { configureHttp } from './http/configure-http';

const LEVELS = ['error', 'warn', 'log', 'debug'] as const;

async function start(environment: Environment): Promise<void> {
  const logLevels = LEVELS.slice(0, LEVELS.indexOf(environment.LOG_LEVEL) + 1);
  const logger = new ConsoleLogger({ json: true, logLevels });
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

try {
  await start(checkedEnvironment(process.env));
} catch (error) {
  // Before the application stands there is no logger to ask; the reason goes to the operator as it is.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // Half of it may be up already (pools, the queue, a port): only the end of the process ends those.
  process.exit(1);
}
