import { Controller, Get, Query } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { refusalOf } from '../../testing/refusal-of';
import { KnownQueryGuard } from './known-query.guard';

@Controller()
class RiverController {
  @Get('plain')
  plain(): string {
    return 'no query';
  }

  @Get('filtered')
  filtered(@Query() query: object): object {
    return query;
  }
}

describe('KnownQueryGuard', () => {
  const asked = (method: 'plain' | 'filtered', query: object) => {
    const handler = Reflect.get(RiverController.prototype, method) as () => unknown;
    const context = new ExecutionContextHost([{ query }], RiverController, handler);
    return () => new KnownQueryGuard().canActivate(context);
  };

  it('lets a question without a query through', () => {
    expect(asked('plain', {})()).toBe(true);
  });

  it('leaves the query to a route that takes one', () => {
    expect(asked('filtered', { anything: '1' })()).toBe(true);
  });

  it('refuses a query where none is taken, each parameter by name', async () => {
    const { code, fields } = await refusalOf(asked('plain', { days: '30', x: '1' }));
    expect(code).toBe('invalid-input');
    expect(fields).toEqual([
      { field: 'days', message: '"days" is not known here.' },
      { field: 'x', message: '"x" is not known here.' },
    ]);
  });
});
