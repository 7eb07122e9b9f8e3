import type { FeatureDeclaration } from './declaration.ts';

/** Problems with signing in through the organisation's own provider. */
export const SINGLE_SIGN_ON = {
  problems: {
    'single_sign_on.off': {
      status: 404,
      vi: 'Máy chủ này không dùng đăng nhập một lần. Hãy đăng nhập bằng tên và mật khẩu.',
      en: 'This server has no single sign-on. Sign in with user name and password.',
    },
    'single_sign_on.unavailable': {
      status: 503,
      vi: 'Không liên lạc được với hệ thống đăng nhập của cơ quan. Hãy thử lại sau ít phút, hoặc đề nghị quản trị viên cấp mật khẩu khẩn cấp.',
      en: 'The sign-on system of your office does not answer. Try again in a few minutes, or ask an administrator for an emergency password.',
    },
    'single_sign_on.refused': {
      status: 401,
      vi: 'Câu trả lời của hệ thống đăng nhập không qua được kiểm tra an toàn, nên bạn chưa được đăng nhập. Hãy đăng nhập lại từ đầu; nếu lặp lại, hãy báo quản trị viên.',
      en: 'The answer of the sign-on system failed a safety check, so you are not signed in. Begin again; if it repeats, tell an administrator.',
    },
    'single_sign_on.cancelled': {
      status: 403,
      vi: 'Hệ thống đăng nhập của cơ quan chưa xác nhận bạn, hoặc bạn đã hủy. Hãy đăng nhập lại từ đầu.',
      en: 'The sign-on system of your office did not confirm you, or you cancelled. Begin again.',
    },
    'single_sign_on.over': {
      status: 409,
      vi: 'Lượt đăng nhập này đã dùng, đã quá 10 phút hoặc bắt đầu ở trình duyệt khác. Hãy đăng nhập lại từ đầu.',
      en: 'This sign-in was used, is older than 10 minutes or began in another browser. Begin again.',
    },
    'single_sign_on.not_bound': {
      status: 403,
      vi: 'Bạn đã đăng nhập ở hệ thống của cơ quan, nhưng chưa gắn với tài khoản nào ở đây. Hãy nhập mã gắn do quản trị viên cấp, hoặc đăng nhập bằng mật khẩu rồi gắn ở “Cài đặt của tôi”.',
      en: 'You are signed in at your office, but not bound to an account here. Enter the binding code from an administrator, or sign in with your password and bind it under “My settings”.',
    },
    'single_sign_on.wrong_code': {
      status: 422,
      vi: 'Mã gắn không đúng, đã dùng hoặc đã hết hạn. Hãy kiểm tra và nhập lại, hoặc xin quản trị viên mã mới.',
      en: 'The binding code is wrong, was used or has expired. Check and enter it again, or ask an administrator for a new one.',
    },
    'single_sign_on.account_bound': {
      status: 409,
      vi: 'Tài khoản này đã gắn với hệ thống đăng nhập của cơ quan. Hãy bỏ gắn trước khi gắn lại.',
      en: 'This account is bound to the sign-on system already. Unbind it before you bind it again.',
      constraints: ['single_sign_on_identity_pkey'],
    },
    'single_sign_on.person_bound': {
      status: 409,
      vi: 'Người này ở hệ thống của cơ quan đã gắn với một tài khoản khác. Hãy đề nghị quản trị viên bỏ gắn tài khoản đó trước.',
      en: 'This person of the sign-on system is bound to another account. Ask an administrator to unbind that one first.',
      constraints: ['single_sign_on_identity_subject_unique'],
    },
    'single_sign_on.other_person': {
      status: 403,
      vi: 'Người vừa đăng nhập ở hệ thống của cơ quan không phải là bạn, việc này chưa được ghi. Hãy đăng nhập ở đó bằng tài khoản của chính bạn.',
      en: 'Another person signed in at your office; nothing was recorded. Sign in there with your own account.',
    },
    'single_sign_on.not_confirmed': {
      status: 403,
      vi: 'Hệ thống của cơ quan chưa hỏi lại bạn bằng đủ hai bước, việc này chưa được ghi. Hãy xác nhận lại; nếu vẫn vậy, báo quản trị viên.',
      en: 'The system of your office did not ask you again in two steps; nothing was recorded. Confirm again, or tell an administrator.',
    },
    'single_sign_on.not_second_factor': {
      status: 409,
      vi: 'Phiên này không dùng bước xác thực thứ hai của cơ quan. Hãy xác nhận bằng khóa đăng nhập, mã xác thực hoặc mật khẩu.',
      en: 'The second factor of this session is not that of your office. Confirm by passkey, code or password.',
    },
    'session.confirm_by_provider': {
      status: 409,
      vi: 'Bước xác thực thứ hai của bạn ở hệ thống của cơ quan: mật khẩu ở đây không đủ. Hãy xác nhận qua hệ thống đó hoặc bằng khóa đăng nhập.',
      en: 'Your second factor is that of your office: the password here is not enough. Confirm there, or by passkey.',
    },
    'single_sign_on.none': {
      status: 404,
      vi: 'Tài khoản này chưa gắn với hệ thống đăng nhập của cơ quan. Hãy tải lại trang.',
      en: 'This account is not bound to the sign-on system. Reload the page.',
    },
    'single_sign_on.logout_refused': {
      status: 400,
      vi: 'Yêu cầu kết thúc phiên không qua được kiểm tra, không phiên nào kết thúc. Hãy gửi logout_token mới, ký bằng khóa hiện hành.',
      en: 'The request to end sessions failed a check; none was ended. Send a new logout_token, signed with a current key.',
    },
    'session.password_closed': {
      status: 403,
      vi: 'Máy chủ này chỉ nhận đăng nhập qua hệ thống của cơ quan. Hãy dùng nút đăng nhập đó; khi hệ thống hỏng, chỉ tài khoản khẩn cấp dùng mật khẩu được.',
      en: 'This server takes sign-ins through the system of your office alone. Use that button; while it is down only an emergency account may use a password.',
    },
  },
} as const satisfies FeatureDeclaration;
