import { applyDecorators, HttpCode, type StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type * as contract from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { schemaReference } from './schema-reference';

/** The types of the API contract that operations answer with, by the name of their schema. */
interface Answerable {
  readonly AccessToken: contract.AccessToken;
  readonly AgencyView: contract.AgencyView;
  readonly AuditPage: contract.AuditPage;
  readonly NetworkHealthView: contract.NetworkHealthView;
  readonly OpenedAgencyView: contract.OpenedAgencyView;
  readonly PlatformAgenciesPage: contract.PlatformAgenciesPage;
  readonly PlatformUsersPage: contract.PlatformUsersPage;
  readonly SignInMethods: contract.SignInMethods;
  readonly ChangesPage: contract.ChangesPage;
  readonly ChangesSummary: contract.ChangesSummary;
  readonly ClientView: contract.ClientView;
  readonly CustomerView: contract.CustomerView;
  readonly PersonErased: contract.PersonErased;
  readonly PersonExport: contract.PersonExport;
  readonly RetentionView: contract.RetentionView;
  readonly ConversionView: contract.ConversionView;
  readonly CredentialCheckView: contract.CredentialCheckView;
  readonly Dashboard: contract.Dashboard;
  readonly ExchangeRatesView: contract.ExchangeRatesView;
  readonly ImportDetail: contract.ImportDetail;
  readonly ImportView: contract.ImportView;
  readonly InvitationView: contract.InvitationView;
  readonly Me: contract.Me;
  readonly MemberView: contract.MemberView;
  readonly NetworkAccountView: contract.NetworkAccountView;
  readonly NetworkDescriptor: contract.NetworkDescriptor;
  readonly NotificationSetupView: contract.NotificationSetupView;
  readonly OpenInvitationView: contract.OpenInvitationView;
  readonly OpenPasswordResetView: contract.OpenPasswordResetView;
  readonly PasswordResetAskedView: contract.PasswordResetAskedView;
  readonly QuarantineJudgedView: contract.QuarantineJudgedView;
  readonly QuarantineView: contract.QuarantineView;
  readonly ReconciliationView: contract.ReconciliationView;
  readonly SaleHistoryView: contract.SaleHistoryView;
  readonly RecoveryCodesView: contract.RecoveryCodesView;
  readonly SalesPage: contract.SalesPage;
  readonly SecondReadingView: contract.SecondReadingView;
  readonly SentInvitationView: contract.SentInvitationView;
  readonly SessionsRevokedView: contract.SessionsRevokedView;
  readonly SessionView: contract.SessionView;
  readonly SignInAnswer: contract.SignInAnswer;
  readonly SyncQueuedView: contract.SyncQueuedView;
  readonly SyncRunView: contract.SyncRunView;
  readonly TwoFactorEnrolmentView: contract.TwoFactorEnrolmentView;
  readonly TwoFactorPolicyView: contract.TwoFactorPolicyView;
  readonly TwoFactorView: contract.TwoFactorView;
}

type Success = 200 | 201 | 202;
const WORDS: Readonly<Record<Success, string>> = { 200: 'Done', 201: 'Created', 202: 'Queued' };

/** Takes only methods that return what the document will say they return. */
type DecoratorOf<Returned> = <Method extends (...parameters: never[]) => Returned>(
  target: object,
  key: string | symbol,
  method: TypedPropertyDescriptor<Method>,
) => void;

/** Sets the status of success and documents its body, a type of the API contract. */
export function Answers<Name extends keyof Answerable>(
  type: Name,
  status: Success = 200,
): DecoratorOf<Answerable[Name] | Promise<Answerable[Name]>> {
  return json(status, schemaReference(type));
}

/** Like {@link Answers}, for a list. */
export function AnswersListOf<Name extends keyof Answerable>(
  type: Name,
): DecoratorOf<Answerable[Name][] | Promise<Answerable[Name][]>> {
  return json(200, { type: 'array', items: schemaReference(type) });
}

/** Sets status 204 and documents it. */
export function AnswersNothing(): DecoratorOf<Promise<void>> {
  return applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: 'Done; there is no body' }));
}

/** Documents a table to be downloaded. */
export function AnswersCsv(): DecoratorOf<Promise<StreamableFile>> {
  const content = { 'text/csv': { schema: { type: 'string' as const } } };
  return applyDecorators(
    HttpCode(200),
    ApiResponse({ status: 200, description: 'A table, to be kept', content }),
  );
}

/** Documents a stream of server-sent events whose data are JSON of this type. */
export function Streams(type: 'SyncProgressMessage', description: string): DecoratorOf<Observable<unknown>> {
  const content = { 'text/event-stream': { schema: schemaReference(type) } };
  return applyDecorators(ApiResponse({ status: 200, description, content }));
}

function json(status: Success, schema: object) {
  const content = { 'application/json': { schema } };
  return applyDecorators(HttpCode(status), ApiResponse({ status, description: WORDS[status], content }));
}
