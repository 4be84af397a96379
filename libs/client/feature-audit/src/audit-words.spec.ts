import { actionText, AUDIT_KINDS, fieldText, groupsOf, reasonText } from './audit-words';

describe('the words of the audit trail', () => {
  it.each([
    ['network-account.connect', 'Connected an account'],
    ['session.revoke-others', 'Signed out everywhere else'],
    ['sales.import-twice', 'Sales: import twice'],
    ['time-machine.switch-on', 'Time machine: switch on'],
    ['odd', 'Odd'],
    ['constructor', 'Constructor'],
  ])('tell %s as "%s"', (action, text) => {
    expect(actionText(action)).toBe(text);
  });

  it.each([
    ['isPaused', 'Paused'],
    ['reportingCurrency', 'Reporting currency'],
    ['someNewField', 'Some new field'],
  ])('call the field %s "%s"', (field, text) => {
    expect(fieldText(field)).toBe(text);
  });

  it('explain why something was refused, and repeat a reason they do not know', () => {
    expect(reasonText('forbidden')).toBe('the role does not allow it');
    expect(reasonText('full-moon')).toBe('full moon');
  });

  it('put every noun into one kind only', () => {
    const nouns = AUDIT_KINDS.flatMap(({ groups }) => [...groups]);
    expect(new Set(nouns).size).toBe(nouns.length);
    expect(groupsOf('clients')).toEqual(['client']);
    expect(groupsOf('nothing')).toEqual([]);
  });
});
