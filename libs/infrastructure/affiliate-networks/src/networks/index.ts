/**
 * The registered networks, one line each. The number is the place in the palette: a new network takes the next one, and no
 * line ever changes. Nothing but plain exports stands here: a network costs one line, and whoever loads the list waits for
 * nothing.
 */
export { clickbank as place01 } from './clickbank/clickbank.network';
export { digistore24 as place02 } from './digistore24/digistore24.network';
export { buygoods as place03 } from './buygoods/buygoods.network';
export { maxweb as place04 } from './maxweb/maxweb.network';
export { jvzoo as place05 } from './jvzoo/jvzoo.network';
export { hotmart as place06 } from './hotmart/hotmart.network';
