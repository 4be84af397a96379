/** Environment that points every network and the rate feed at a running simulator. */
export function simulatorEnvironment(url) {
  return {
    CLICKBANK_BASE_URL: `${url}/clickbank/rest/1.3`,
    DIGISTORE24_BASE_URL: `${url}/digistore24/api/call`,
    BUYGOODS_BASE_URL: `${url}/buygoods/affiliates/v1`,
    MAXWEB_BASE_URL: `${url}/maxweb/affiliates/v2`,
    JVZOO_BASE_URL: `${url}/jvzoo`,
    HOTMART_BASE_URL: `${url}/hotmart`,
    HOTMART_TOKEN_URL: `${url}/hotmart/security/oauth/token`,
    ECB_BASE_URL: `${url}/ecb`,
  };
}
