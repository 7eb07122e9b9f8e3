import type { FeatureDeclaration } from './declaration.ts';

/** The own account. */
export const ACCOUNT = {
  notices: {
    password_known: {
      group: 'account',
      topic: { vi: 'Tài khoản của bạn', en: 'Your account' },
      urgent: true,
      meaning: 'somebody entered the own password, then ten wrong codes',
      address: () => '/settings',
      one: {
        vi: '{date}: có người nhập đúng mật khẩu của bạn rồi sai mã xác thực 10 lần. Không phải bạn thì hãy đổi mật khẩu ngay',
        en: '{date}: somebody entered your password, then ten wrong codes. If it was not you, change the password now',
      },
      many: {
        vi: 'Có người nhập đúng mật khẩu của bạn rồi sai mã xác thực trong {count} ngày. Hãy đổi mật khẩu ngay',
        en: 'Somebody entered your password, then wrong codes, on {count} days. Change the password now',
      },
    },
  },
} as const satisfies FeatureDeclaration;
