/** The site that disguised addresses would lead to; the name is reserved and never resolves. */
export const FOREIGN = 'evil.example';

/**
 * Addresses that are none of the product's pages, each as it stands in the query of `/sign-in?`: foreign ones in the
 * spellings that browsers, routers and guards read differently, and own ones that nobody is to be led to.
 */
export const DISGUISED_NEXT: readonly string[] = [
  // Another site by its name.
  ...given([
    `https://${FOREIGN}`,
    `HTTPS://${FOREIGN}/overview`,
    `http:${FOREIGN}`,
    `https:/${FOREIGN}`,
    `https:///${FOREIGN}`,
    `https://127.0.0.1@${FOREIGN}/`,
    `https://accounts:/@${FOREIGN}/overview`,
    ` https://${FOREIGN}`,
    `\u0000https://${FOREIGN}`,
    `\u200Bhttps://${FOREIGN}`,
    `ht\ntps://${FOREIGN}`,
  ]),
  // An address without a scheme, of which a browser takes the host from the path.
  ...given([
    `//${FOREIGN}`,
    `///${FOREIGN}`,
    `/\\${FOREIGN}`,
    `\\\\${FOREIGN}`,
    `/\t/${FOREIGN}`,
    `/\r\n/${FOREIGN}`,
    `/..//${FOREIGN}`,
    `/overview/..//${FOREIGN}`,
    `/.//${FOREIGN}`,
    `//user:word@${FOREIGN}/overview`,
    `/%2f%2f${FOREIGN}`,
    `/%5c${FOREIGN}`,
    `/%09/${FOREIGN}`,
    `/／${FOREIGN}`,
    `／／${FOREIGN}`,
    `/⁄${FOREIGN}`,
    `@${FOREIGN}`,
    `.${FOREIGN}`,
  ]),
  // A program instead of an address.
  ...given([
    `javascript:location='https://${FOREIGN}'`,
    `java\tscript:location='https://${FOREIGN}'`,
    `data:text/html,<script>location='https://${FOREIGN}'</script>`,
    `blob:https://${FOREIGN}/1`,
  ]),
  // What the router reads as JSON, and a parameter that comes several times.
  ...given([
    `"https://${FOREIGN}"`,
    `["https://${FOREIGN}"]`,
    `{"href":"https://${FOREIGN}"}`,
    '36',
    'true',
  ]),
  `next=/overview&next=https://${FOREIGN}`,
  `next=https://${FOREIGN}&next=//${FOREIGN}`,
  `next%5B%5D=https://${FOREIGN}`,
  // Own addresses that are no pages, or lead on.
  ...given([
    `/sign-in?next=https://${FOREIGN}`,
    `/sign-in/sso?code=1&state=2`,
    `/set-up`,
    '/api/me',
    '/no-such-page',
    '/accounts/..%2f..%2fapi/me',
    '/tips/x',
  ]),
];

/** Own addresses that a session may end at, and that are no pages: a guard writes them into `next` by itself. */
export const DISGUISED_PATHS: readonly string[] = [
  `//${FOREIGN}/`,
  `/%2f%2f${FOREIGN}`,
  `/%5C${FOREIGN}`,
  `/.//${FOREIGN}`,
];

function given(addresses: readonly string[]): string[] {
  return addresses.map((address) => `next=${encodeURIComponent(address)}`);
}
