import { aField, SEVENTH_NETWORK } from '../testing';
import {
  credentialForm,
  credentialValues,
  fieldMessage,
  forgetCredentials,
  lowerFirst,
} from './credential-form';

describe('credential form', () => {
  it('has one control per field of a network nobody wrote code for', () => {
    const form = credentialForm(SEVENTH_NETWORK.credentialFields);
    expect(Object.keys(form.controls)).toEqual(['token', 'role', 'host']);
    expect(form.getRawValue()).toEqual({ token: '', role: 'affiliate', host: '' });
    expect(form.valid).toBe(false);
  });

  it('matches the whole trimmed value', () => {
    const form = credentialForm(SEVENTH_NETWORK.credentialFields);
    form.controls.token?.setValue('  0123abcd ');
    expect(form.valid).toBe(true);
    form.controls.token?.setValue('0123abcd0');
    expect(form.valid).toBe(false);
  });

  it('sends trimmed values and no empty optional field', () => {
    const form = credentialForm(SEVENTH_NETWORK.credentialFields);
    form.controls.token?.setValue(' 0123abcd\n');
    expect(credentialValues(form)).toEqual({ token: '0123abcd', role: 'affiliate' });
  });

  it('lets the server decide when the browser cannot read a pattern', () => {
    const form = credentialForm([aField({ pattern: '(?<unclosed' })]);
    form.controls.apiKey?.setValue('anything');
    expect(form.valid).toBe(true);
  });

  it('forgets every value', () => {
    const form = credentialForm(SEVENTH_NETWORK.credentialFields);
    form.controls.token?.setValue('0123abcd');
    forgetCredentials(form);
    expect(form.getRawValue()).toEqual({ token: '', role: '', host: '' });
  });

  it('says nothing before the field was left, then what is wrong and what to do', () => {
    const field = aField({ pattern: '[a-z]{4}', hint: 'Four letters.' });
    const control = credentialForm([field]).controls.apiKey;
    if (!control) throw new Error('no control');
    expect(fieldMessage(field, control)).toBeNull();
    control.markAsTouched();
    expect(fieldMessage(field, control)).toBe('API key is missing. Four letters.');
    control.setValue('abc');
    expect(fieldMessage(field, control)).toContain('does not have the form of the API key: 3 characters');
    control.setValue('abcd');
    expect(fieldMessage(field, control)).toBeNull();
  });

  it('writes a label inside a sentence', () => {
    expect(lowerFirst('Account nickname')).toBe('account nickname');
    expect(lowerFirst('API key')).toBe('API key');
  });
});
