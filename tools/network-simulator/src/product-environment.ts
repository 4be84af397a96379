/** The environment that points Tributary, its six networks and its rate feed, at a simulator on `url`. */
export function productEnvironment(url: string): Readonly<Record<string, string>> {
  return {
    CLICKBANK_BASE_URL: `${url}/clickbank/rest/1.3`,
    DIGISTORE24_BASE_URL: `${url}/digistore24/api/call`,
    BUYGOODS_BASE_URL: `${url}/buygoods/affiliates/v1`,
    MAXWEB_BASE_URL: `${url}/maxweb/affiliates/v2`,
    JVZOO_BASE_URL: `${url}/jvzoo`,
    HOTMART_BASE_URL: `${url}/hotmart`,
    HOTMART_TOKEN_URL: `${url}/hotmart/security/oauth/token`,
    ECB_BASE_URL: `${url}/ecb`,
    // The simulator is on this machine; the product asks nothing there unless it is told to.
    OUTBOUND_ALLOW: 'loopback',
  };
}
