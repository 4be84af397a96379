import { Destinations } from '../http/destinations';

/** Where stand-ins for networks listen. */
export const THIS_MACHINE = new Destinations(['loopback']);
