import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import 'reflect-metadata';
import { AppModule } from './app.module';
import { checkedEnvironment, runs } from './composition/config';
import { configureHttp } from './http/configure-http';

try {
  const environment = checkedEnvironment(process.env);
  const levels = ['error', 'warn', 'log', 'debug'] as const;
  const logger = new ConsoleLogger({
    json: true,
    logLevels: levels.slice(0, levels.indexOf(environment.LOG_LEVEL) + 1),
  });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRole(environment), {
    logger,
    forceCloseConnections: true,
    abortOnError: false,
  });
  app.enableShutdownHooks();
  if (runs(environment.APP_ROLE, 'web')) {
    configureHttp(app);
    await app.listen(environment.PORT, environment.BIND_ADDRESS);
    logger.log(`Listening on ${await app.getUrl()}`, 'Tributary');
  } else {
    await app.init();
  }
} catch (error) {
  // Before the application stands there is no logger to ask; the reason goes to the operator as it is.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
