import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ProblemDetails } from '@tributary/api-contract';
import { Refusal } from '@tributary/application';
import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { problemOf } from './problem';

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
    const { path } = http.getRequest<Request>();
    const problem = this.problem(error, path);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private problem(error: unknown, instance: string): ProblemDetails {
    if (error instanceof Refusal) return problemOf(error, instance);
    if (error instanceof HttpException && error.getStatus() < 500) return httpProblem(error, instance);
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
      detail: `Nothing was changed. Try again; if it fails again, tell us the trace id ${traceId}.`,
      instance,
      traceId,
    };
  }
}

function httpProblem(error: HttpException, instance: string): ProblemDetails {
  const status = error.getStatus();
  const signedOut = 'You are signed out. Sign in again.';
  return {
    type: status === 401 ? 'urn:tributary:problem:session-ended' : 'about:blank',
    title:
      status === 401
        ? 'Signed out'
        : error.name.replace(/Exception$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    status,
    detail: status === 401 ? signedOut : error.message,
    instance,
  };
}
