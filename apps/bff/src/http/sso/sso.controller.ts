import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ownPath, type SingleSignOnProblem } from '@tributary/api-contract';
import { ProviderSignInRefused, SignInWithProvider } from '@tributary/application';
import { IdentityProvider, IdentityProviderError, type SessionOrigin } from '@tributary/ports';
import type { Request, Response } from 'express';
import { originOf } from '../auth/origin';
import { setRefreshCookie } from '../auth/refresh-cookie';
import { Public } from '../auth/signed-in';
import { LimitsGuesses } from '../throttling/throttlers';
import { AttemptCookie, type SentOut } from './attempt-cookie';

const SEE_OTHER = 303;
/** In an hour, from one address: an enterprise comes to work behind one. */
const MOST_CALLBACKS = 2_000;
type QueryValues = Readonly<Record<string, unknown>>;

/**
 * The way to the identity provider and back. Not a part of the API: a browser walks here by links, and whatever
 * happens it ends on a page of ours, never on an address that somebody else named.
 */
@ApiExcludeController()
@Public()
@Controller('sso')
export class SsoController {
  private readonly logger = new Logger(SsoController.name);

  constructor(
    private readonly provider: IdentityProvider,
    private readonly signIn: SignInWithProvider,
    private readonly cookie: AttemptCookie,
  ) {}

  @Get('start')
  async start(@Query() query: QueryValues, @Res() response: Response): Promise<void> {
    const returnPath = ownPath(typeof query.returnUrl === 'string' ? query.returnUrl : null) ?? '/';
    try {
      const { address, attempt } = await this.provider.begin();
      this.cookie.set(response, { attempt, returnPath, stay: query.stay === 'true' });
      response.redirect(SEE_OTHER, address);
    } catch (error) {
      this.refuse(response, error, returnPath);
    }
  }

  /** Each one asks the provider about a code. */
  @Get('callback')
  @LimitsGuesses({ perAddress: MOST_CALLBACKS })
  async callback(
    // Read by the provider's own rules, from the address as it came.
    @Query() _: QueryValues,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const sentOut = this.cookie.take(request, response);
    try {
      if (sentOut === null) throw new ProviderSignInRefused('unproven');
      await this.enter(response, sentOut, { query: queryOf(request), origin: originOf(request) });
    } catch (error) {
      this.refuse(response, error, sentOut?.returnPath ?? '/');
    }
  }

  private async enter(
    response: Response,
    { attempt, returnPath, stay }: SentOut,
    came: { readonly query: string; readonly origin: SessionOrigin },
  ): Promise<void> {
    const session = await this.signIn.run({ ...came, attempt });
    setRefreshCookie(response, session, stay);
    response.redirect(SEE_OTHER, page('/signed-in', { returnUrl: returnPath }));
  }

  /** @throws whatever is neither the person's nor the provider's doing. */
  private refuse(response: Response, error: unknown, returnPath: string): void {
    const problem = problemOf(error);
    if (problem === null) throw error;
    this.logger.warn({ event: 'sso.refused', problem, reason: reasonOf(error) });
    response.redirect(SEE_OTHER, page('/sign-in', { ssoProblem: problem, returnUrl: returnPath }));
  }
}

function problemOf(error: unknown): SingleSignOnProblem | null {
  return error instanceof ProviderSignInRefused || error instanceof IdentityProviderError
    ? error.problem
    : null;
}

/** For the operator: the kind of fault at the bottom, never the provider's text, which may hold a code or a token. */
function reasonOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = reasonOf(error.cause);
  if (inner !== null) return inner;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code === null ? error.name : `${error.name} ${code}`;
}

function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start < 0 ? '' : originalUrl.slice(start);
}

/** Paths and names are fixed, values are encoded: no host can come of it. */
function page(path: '/sign-in' | '/signed-in', values: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(values).toString()}`;
}
