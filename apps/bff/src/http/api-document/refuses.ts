import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { PROBLEM_MEDIA_TYPE } from '../problem/problem';
import { schemaReference } from './schema-reference';

const WORDS = {
  400: 'Not well put; `errors` names each wrong field or parameter',
  401: 'Not signed in, or the session has ended',
  403: 'Not allowed',
  404: 'There is no such thing in the agency of the member that asks',
  409: 'It exists already, or is in a state in which this is not possible',
  413: 'The body is larger than this API takes',
  422: 'The network refused the key, or the file is no table; `detail` says why',
  429: 'Too many tries, or too many requests at once; `Retry-After` says for how many seconds to wait',
  500: 'Something failed on our side; quote the `traceId`',
  503: 'The network does not answer, which says nothing about the key; nothing was saved',
} as const;
type Problem = keyof typeof WORDS;

/** Documents with which problems an operation may answer. */
export function Refuses(...statuses: readonly Problem[]): ClassDecorator & MethodDecorator {
  return applyDecorators(...statuses.map((status) => ApiResponse({ status, ...problemResponse(status) })));
}

export function problemResponse(status: Problem) {
  return {
    description: WORDS[status],
    content: { [PROBLEM_MEDIA_TYPE]: { schema: schemaReference('ProblemDetails') } },
  };
}
