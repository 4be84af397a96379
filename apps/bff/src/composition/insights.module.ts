import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { TemplateInsightWriter } from '@tributary/application';
import { InsightWriter } from '@tributary/ports';
import { VertexInsightWriter } from '@tributary/vertex-ai';
import type { Environment } from './config';

/** Binds the language model when a Google project is configured; without one the template writes. */
@Global()
@Module({
  providers: [
    {
      provide: InsightWriter,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>): InsightWriter => {
        const project = config.get('VERTEX_PROJECT', { infer: true });
        if (project === undefined) return new TemplateInsightWriter();
        return new VertexInsightWriter({
          project,
          location: config.get('VERTEX_LOCATION', { infer: true }),
          model: config.get('VERTEX_MODEL', { infer: true }),
        });
      },
    },
  ],
  exports: [InsightWriter],
})
export class InsightsModule {}
