import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { ScheduleModule } from '@nestjs/schedule';
import { runs, type Environment } from './composition/config';
import { ExchangeRatesModule } from './composition/exchange-rates.module';
import { FileImportModule } from './composition/file-import.module';
import { InsightsModule } from './composition/insights.module';
import { JobQueueModule } from './composition/job-queue.module';
import { MailModule } from './composition/mail.module';
import { NetworksModule } from './composition/networks.module';
import { PostgresModule } from './composition/postgres.module';
import { SecurityModule } from './composition/security.module';
import { SingleSignOnModule } from './composition/single-sign-on.module';
import { UseCasesModule } from './composition/use-cases.module';
import { HttpModule } from './http/http.module';
import { OperationsModule } from './operations/operations.module';
import { SchedulerModule } from './schedule/scheduler.module';
import { WorkerModule } from './worker/worker.module';

/** The application: the same modules in every process, the parts that work chosen by its role. */
@Module({})
export class AppModule {
  static forRole(environment: Environment): DynamicModule {
    const { APP_ROLE: role } = environment;
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot({
          isGlobal: true,
          cache: true,
          ignoreEnvFile: true,
          // Only what was checked: an empty variable must not come back from behind, and a secret that stands in a file
          // must not be written into the environment of the process.
          ignoreEnvVars: true,
          skipProcessEnv: true,
          load: [() => environment],
        }),
        PostgresModule,
        SecurityModule,
        SingleSignOnModule,
        MailModule,
        NetworksModule,
        JobQueueModule,
        ExchangeRatesModule,
        FileImportModule,
        InsightsModule,
        UseCasesModule,
        OperationsModule,
        ...(runs(role, 'scheduler') ? [ScheduleModule.forRoot(), SchedulerModule] : []),
        ...(runs(role, 'worker') ? [WorkerModule] : []),
        ...(runs(role, 'web') ? [HttpModule.serving(environment.CLIENT_FOLDER)] : []),
      ],
    };
  }
}
