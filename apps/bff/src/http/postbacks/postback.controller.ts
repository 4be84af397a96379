import { Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ReceiveNotification } from '@tributary/application';
import type { NotificationRequest } from '@tributary/ports';
import type { Request } from 'express';
import { Public } from '../auth/signed-in';

/** Some networks look for the word in the body and send again until they find it. */
const RECEIVED = 'OK';
const TEXT = 'text/plain; charset=utf-8';

interface Address {
  readonly network: string;
  readonly secret: string;
}

type QueryValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Where networks send to. Not a part of the API: networks decide what they send and how. Answers only once it is stored.
 */
@ApiExcludeController()
@Public()
@Controller('postback/:network/:secret')
export class PostbackController {
  constructor(private readonly receive: ReceiveNotification) {}

  @Get()
  @Header('content-type', TEXT)
  async get(
    @Param() address: Address,
    @Query() query: QueryValues,
    @Req() request: Request,
  ): Promise<string> {
    await this.receive.run(address.network, address.secret, sent('GET', query, request));
    return RECEIVED;
  }

  @Post()
  @HttpCode(200)
  @Header('content-type', TEXT)
  async post(
    @Param() address: Address,
    @Query() query: QueryValues,
    @Req() request: Request,
  ): Promise<string> {
    await this.receive.run(address.network, address.secret, sent('POST', query, request));
    return RECEIVED;
  }
}

function sent(
  method: NotificationRequest['method'],
  query: QueryValues,
  request: Request,
): NotificationRequest {
  const body: unknown = request.body;
  return {
    method,
    query: pairs(query),
    headers: headersOf(request),
    body: Buffer.isBuffer(body) ? body : EMPTY,
  };
}

const EMPTY = new Uint8Array();

/** One name may come several times. */
function pairs(values: QueryValues): [string, string][] {
  return Object.entries(values).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
}

function headersOf({ headers }: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')]),
  );
}
