import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ProblemDetails } from '@tributary/api-contract';
import { Refusal, retryAfterSeconds } from '@tributary/application';
import type { Request, Response } from 'express';
import { routeOf, traceIdOf } from '../request-log';
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
    const wait = retryAfterSeconds(error);
    if (wait !== null) response.setHeader('Retry-After', wait);
    sendProblem(response, this.problem(error, http.getRequest<Request>(), response));
  }

  private problem(error: unknown, request: Request, response: Response): ProblemDetails {
    const instance = instanceOf(request);
    if (error instanceof Refusal) return problemOf(error, instance);
    const known = httpProblem(error, instance);
    if (known) return known;
    const traceId = traceIdOf(response);
    this.logger.error({
      traceId,
      route: routeOf(request),
      error: error instanceof Error ? error : 'not an error',
    });
    return internal(traceId, instance);
  }
}

function internal(traceId: string, instance: string): ProblemDetails {
  return {
    type: 'urn:tributary:problem:internal',
    title: 'Something failed on our side',
    status: 500,
    detail: `Try again; if it fails again, tell us the trace id ${traceId}.`,
    instance,
    traceId,
  };
}
