import { startProvider, type TestProvider } from '#tests/support/accounts/identity-provider.ts';

import { test as base } from './test.ts';

/** Name of the provider on the buttons. */
export const LABEL = 'Công an thành phố';
/** The factor that counts as a second one here. */
export const STRONG = 'muc-cao';

/** Beside the product runs the provider of an organisation, which must be there before the product knows its own address. */
export const test = base.extend<object, { provider: TestProvider }>({
  provider: [
    async ({}, run) => {
      const provider = await startProvider({
        // Of a program on this machine any port is accepted (RFC 8252, 7.3).
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/sign-in/sso'],
        post_logout_redirect_uris: ['http://127.0.0.1/sign-in'],
        backchannel_logout_uri: 'http://127.0.0.1:3000/api/auth/single-sign-on/logout',
        backchannel_logout_session_required: true,
      });
      await run(provider);
      await provider.close();
    },
    { scope: 'worker' },
  ],
  environment: async ({ provider }, run) => {
    await run({ ...provider.environment, DIABAN_OIDC_STRONG_ACR: STRONG });
  },
});
