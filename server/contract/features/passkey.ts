import type { FeatureDeclaration } from './declaration.ts';

/** Problems of passkeys. */
export const PASSKEY = {
  problems: {
    'passkey.refused': {
      status: 401,
      vi: 'Khóa đăng nhập không được chấp nhận, có thể vì đã bị xóa hoặc đã đợi quá lâu. Hãy thử lại, hoặc dùng mật khẩu.',
      en: 'The passkey was not accepted; it may have been removed, or it took too long. Try again, or use your password.',
    },
    'passkey.copied': {
      status: 403,
      vi: 'Khóa đăng nhập này có dấu hiệu bị sao chép nên không dùng được nữa. Hãy đăng nhập bằng mật khẩu, xóa khóa này ở “Cài đặt của tôi” và báo quản trị viên.',
      en: 'This passkey seems to have been copied and opens nothing any more. Sign in with your password, remove it under “My settings” and tell the administrator.',
    },
    'passkey.not_available': {
      status: 409,
      vi: 'Máy chủ đang được mở bằng địa chỉ số, mà khóa đăng nhập cần địa chỉ có tên. Hãy báo người vận hành đặt DIABAN_PUBLIC_URL.',
      en: 'The server is reached by a bare address, and passkeys need one with a name. Ask its operator to set DIABAN_PUBLIC_URL.',
    },
    'passkey.already_there': {
      status: 409,
      vi: 'Thiết bị này đã có khóa đăng nhập trong danh sách. Hãy tải lại danh sách.',
      en: 'This device already has a passkey in the list. Load the list again.',
      constraints: ['passkey_credential_unique'],
    },
    'passkey.too_many': {
      status: 409,
      vi: 'Tài khoản đã có {most} khóa đăng nhập. Hãy xóa khóa không dùng nữa rồi thêm khóa mới.',
      en: 'The account has {most} passkeys. Remove one that is no longer used, then add the new one.',
    },
    'passkey.not_found': {
      status: 404,
      vi: 'Không có khóa đăng nhập này, hoặc khóa đã bị xóa. Hãy tải lại danh sách, hoặc đăng nhập bằng mã xác thực.',
      en: 'There is no such passkey, or it has been removed. Load the list again, or sign in with a code.',
    },
  },
} as const satisfies FeatureDeclaration;
