import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ProblemDetails } from '@tributary/api-contract';
import { Refusal } from '@tributary/application';
import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { httpProblem } from './http-problem';
import { problemOf } from './problem';
import { instanceOf, sendProblem } from './send-problem';

/** Turns every error into RFC 9457 problem details. What is not ours to explain gets a trace id and no details. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemDetailsFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    if (response.headersSent) {
      response.end();
      return;
    }
    sendProblem(response, this.problem(error, instanceOf(http.getRequest<Request>())));
  }

  private problem(error: unknown, instance: string): ProblemDetails {
    if (error instanceof Refusal) return problemOf(error, instance);
    return httpProblem(error, instance) ?? this.internal(error, instance);
  }

  private internal(error: unknown, instance: string): ProblemDetails {
    const traceId = randomUUID();
    this.logger.error({
      traceId,
      instance,
      error: error instanceof Error ? (error.stack ?? error.message) : 'not an error',
    });
    return {
      type: 'urn:tributary:problem:internal',
      title: 'Something failed on our side',
      status: 500,
      detail: `Try again; if it fails again, tell us the trace id ${traceId}.`,
      instance,
      traceId,
    };
  }
}
