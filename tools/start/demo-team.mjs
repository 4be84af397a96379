import { setTimeout as delay } from 'node:timers/promises';
import { DemoApi } from './demo-api.mjs';

const PATIENCE_MS = 20_000;
const PAUSE_MS = 100;

/**
 * Fills an agency the way its owner would: connects the accounts, whose keys the API tests and seals, adds clients and says
 * whose the accounts are, invites people, and has each one join by the link of their mail. What is there already stays as it
 * is; what data of an earlier version lacks is added.
 * @returns the sign-ins of the agency, the owner's first.
 */
export async function prepareDemoAgency({ baseUrl, mailboxUrl }, agency, accounts) {
  const owner = new DemoApi(baseUrl);
  const password = await signInAsOwner(owner, agency);
  // Whoever made the demo their own keeps it as it is.
  if (password === null) {
    return [signInOf(agency, agency.owner, 'changed by you'), ...(await unchangedSignIns(owner, agency))];
  }
  await connectAccounts(owner, accounts);
  const clients = await prepareClients(owner, agency.clients);
  const members = await owner.get('members');
  for (const person of agency.people) {
    if (members.some(({ email }) => email === person.email)) continue;
    const { email, name, role, figures } = person;
    const clientIds = person.clients?.map((client) => clients.get(client));
    await owner.post('invitations', { email, name, role, figures, clientIds });
    await new DemoApi(baseUrl).accept({ ...person, link: await linkFor(mailboxUrl, email) });
  }
  await owner.signOut();
  return [
    signInOf(agency, agency.owner, password),
    ...agency.people.map((person) => signInOf(agency, person, person.password)),
  ];
}

/** @returns the password that signed the owner in, as data of an earlier version has another one; null for neither. */
async function signInAsOwner(api, { owner: { email, password, earlierPassword } }) {
  if (await api.signIn(email, password)) return password;
  return (await api.signIn(email, earlierPassword)) ? earlierPassword : null;
}

/** The people whose sign-ins are as they were made. */
async function unchangedSignIns(api, agency) {
  const signIns = [];
  for (const person of agency.people) {
    if (!(await api.signIn(person.email, person.password))) continue;
    await api.signOut();
    signIns.push(signInOf(agency, person, person.password));
  }
  return signIns;
}

async function connectAccounts(owner, accounts) {
  const backfillFrom = `${new Date().getUTCFullYear() - 1}-01-01`;
  const known = await owner.get('network-accounts');
  for (const { network, credentials, label } of accounts) {
    if (known.some((account) => account.network === network && account.label === label)) continue;
    // With another label it may be there all the same.
    await owner.postOnce('network-accounts', { network, credentials, label, backfillFrom });
  }
}

/** @returns the id of each client by its name. A client that has accounts keeps those it has. */
async function prepareClients(owner, wanted) {
  const clients = await owner.get('clients');
  for (const { name } of wanted) {
    if (!clients.some((client) => client.name === name)) clients.push(await owner.post('clients', { name }));
  }
  const accounts = await owner.get('network-accounts');
  const ids = new Map(clients.map(({ name, id }) => [name, id]));
  for (const { name, networks } of wanted) {
    const hasSome = clients.some((client) => client.name === name && client.accounts > 0);
    const free = accounts.filter(({ network, clientId }) => networks.includes(network) && clientId === null);
    for (const { id } of hasSome ? [] : free) {
      await owner.patch(`network-accounts/${id}`, { clientId: ids.get(name) });
    }
  }
  return ids;
}

/** The link of the newest mail to somebody, read off the page that lists the mails. */
async function linkFor(mailboxUrl, email) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const page = await (await fetch(mailboxUrl)).text();
    const mail = page.split('<article>').find((article) => article.includes(`<p>to ${email},`));
    const link = /<a href="([^"]+)"/.exec(mail ?? '')?.[1];
    if (link !== undefined) return link;
    await delay(PAUSE_MS);
  }
  throw new Error(`No mail with a link came to ${email}`);
}

function signInOf(agency, { name, role, figures, clients, email }, password) {
  const sees = clients && `${clients.join(', ')}, ${figures === 'index' ? 'indexes only' : 'amounts'}`;
  return [agency.name, name, sees ? `${role} (${sees})` : role, email, password];
}
