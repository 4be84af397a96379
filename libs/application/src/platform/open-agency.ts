import { currency, timeZone, type Agency } from '@tributary/domain';
import type { AgencyRepository, AuditTrail, IdentifierFactory } from '@tributary/ports';
import { Refusal } from '../refusal';
import type { SentInvitation } from '../team/invitation-letters';
import type { FirstOwner, InviteOwner } from './invite-owner';
import { tellAgency, type ActingOperator } from './operator-act';

/** As typed. */
export interface AgencyToOpen {
  readonly name: string;
  readonly reportingCurrency: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly owner: FirstOwner;
}

/** Sets up an agency and asks its first owner to join. */
export class OpenAgency {
  constructor(
    private readonly ports: {
      readonly agencies: AgencyRepository;
      readonly owners: InviteOwner;
      readonly identifiers: IdentifierFactory;
      readonly audit: AuditTrail;
    },
  ) {}

  /** @throws {Refusal} `invalid-input`, naming the field. */
  async run(
    operator: ActingOperator,
    request: AgencyToOpen,
  ): Promise<{ readonly agency: Agency; readonly sent: SentInvitation }> {
    const agency = agencyOf(request, this.ports.identifiers.id());
    await this.ports.agencies.add(agency);
    const { id: agencyId, name, reportingCurrency, timeZone: zone } = agency;
    await tellAgency(this.ports.audit, operator, {
      ...{ agencyId, action: 'agency.create', before: null },
      target: { kind: 'agency', id: agencyId, label: name },
      after: { name, reportingCurrency, timeZone: zone },
    });
    return { agency, sent: await this.ports.owners.run(operator, agencyId, request.owner) };
  }
}

function agencyOf(request: AgencyToOpen, id: string): Agency {
  const name = request.name.trim();
  if (name === '') throw refused('name', 'Give the agency a name.');
  return {
    ...{ id, name, kind: 'customer', suspendedAt: null },
    reportingCurrency: valid('reportingCurrency', 'Choose a currency like EUR.', () =>
      currency(request.reportingCurrency),
    ),
    timeZone: valid('timeZone', 'Choose a time zone like Europe/Berlin.', () => timeZone(request.timeZone)),
    locale: valid('locale', 'Choose a locale like en-GB.', () => new Intl.Locale(request.locale).toString()),
  };
}

function valid<T>(field: keyof AgencyToOpen, message: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw refused(field, message);
    throw error;
  }
}

function refused(field: keyof AgencyToOpen, message: string): Refusal {
  return new Refusal('invalid-input', message, [{ field, message }]);
}
