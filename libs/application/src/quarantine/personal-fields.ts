/*
 * The fields by which the networks' rows, notifications and exports are known to tell of people. Names are compared in
 * lower case and without separators, so that firstName, first_name and FIRST-NAME are one.
 */

/** Prefixes that say whose field it is. */
const OWNER = [
  ...[
    'c',
    'buyer',
    'customer',
    'cust',
    'ccust',
    'client',
    'user',
    'billing',
    'bill',
    'shipping',
    'ship',
    'delivery',
  ],
  ...[
    'invoice',
    'payer',
    'recipient',
    'contact',
    'address',
    'paypal',
    'aff',
    'affiliate',
    'seller',
    'producer',
  ],
];
const FIELDS = [
  '(first|last|full|middle|sur|given|family)?names?',
  'salutation|birth(day|date)|dateofbirth|gender',
  '(tele)?(phone|fax|mobile|cell)(no|number|prefix|areacode|ddd|localcode|checkoutddd)?',
  '(address|addr|street|house|apartment|complement|neighborhood|district)(line|number|no|name)?\\d?',
  'city|town|county|zip|zip(code)?|postal|post(al)?code',
  'ip|ip(address|addr)|remoteaddr|(browser)?useragent',
  'document(type)?|taxid|vatid|cpf|cnpj|ssn|passport|iban|bic|accountnumber|(hidden|payment)?card(number)?|last4',
  'notes?|comments?',
].join('|');
const PERSONAL = new RegExp(`^(${OWNER.join('|')})?(checkout)?(${FIELDS})$`);
const OWNED_REGION = new RegExp(`^(${OWNER.join('|')})(state|region|province|company)$`);
/** Who promoted or sold signs by a nickname. */
const NICKNAME = /^(aff|affiliate|seller|merchant|vendor)name$/;

/** Everything inside describes a person, but for what {@link isHarmless}. */
const PERSON =
  /^(buyer|customer|client|payer|recipient|producer|subscriber|user|customercontactinfo|contactinfo|(billing|shipping|delivery|customer|buyer|invoice)?address|billing|shipping|delivery)$/;
/** Everything inside describes what was sold: its name is no person's. */
const THING = /^(product|offer|plan|items?|lineitemdata|vendorvariables|coupon|network)$/;
const HARMLESS =
  /^(id|uuid|ucode|(checkout|vat)?country(code|iso)?|language|role|currency|e?mail(address)?|customeremail)$/;

export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Whether the field tells of a person wherever it stands. `value` decides only between a region and a state of affairs. */
export function isPersonal(plain: string, value: unknown): boolean {
  if (NICKNAME.test(plain)) return false;
  if (plain === 'state') return typeof value === 'string' && /^[A-Z]{2,3}$/.test(value);
  return PERSONAL.test(plain) || OWNED_REGION.test(plain);
}

export function isPerson(plain: string): boolean {
  return PERSON.test(plain);
}

export function isThing(plain: string): boolean {
  return THING.test(plain);
}

export function isHarmless(plain: string): boolean {
  return HARMLESS.test(plain);
}
