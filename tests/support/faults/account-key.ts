/** The key of an account that seals what a device keeps: base64 without its padding. */
export const SECRET = btoa('k'.repeat(32)).replaceAll('=', '');

/** The server's answer to who asks for the account's key. */
export const readKey = async () => ({
  key: SECRET,
  former: null,
  secondsLeft: 43_200,
  idleSeconds: 14_400,
});
