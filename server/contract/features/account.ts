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
  problems: {
    'session.missing': {
      status: 401,
      vi: 'Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại.',
      en: 'You are not signed in, or the session has ended. Sign in again.',
    },
    'session.revoked': {
      status: 401,
      vi: 'Phiên đăng nhập này đã bị kết thúc từ nơi khác. Dữ liệu lưu trên máy này được xóa, việc chưa gửi được niêm phong. Hãy đăng nhập lại.',
      en: 'This session was ended from elsewhere. What this device kept is deleted, unsent work is sealed. Sign in again.',
    },
    'session.wiped': {
      status: 401,
      vi: 'Quản trị viên đã kết thúc phiên này và cho xóa mọi dữ liệu của tài khoản trên máy, cả việc chưa gửi. Hãy đăng nhập lại.',
      en: 'An administrator ended this session and had everything of the account deleted from this device, unsent work included. Sign in again.',
    },
    'session.other_account': {
      status: 403,
      vi: 'Việc này do tài khoản khác ghi trên máy. Hãy đăng nhập bằng chính tài khoản đó để gửi.',
      en: 'Another account recorded this on the device. Sign in with that account to send it.',
    },
    'session.wrong_credentials': {
      status: 401,
      vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại.',
      en: 'The user name or password is wrong. Check Caps Lock and the keyboard layout and try again.',
    },
    'session.second_factor_required': {
      status: 403,
      vi: 'Tài khoản của bạn cần xác thực hai bước. Hãy nhập mã từ ứng dụng xác thực, hoặc bật xác thực hai bước ở “Cài đặt của tôi”.',
      en: 'Your account needs two-step sign-in. Enter the code from your authenticator, or set it up under “My settings”.',
    },
    'session.confirm_again': {
      status: 401,
      vi: 'Đã quá năm phút kể từ lần xác nhận trước, hoặc bạn vừa đổi mạng hay trình duyệt; việc này chưa được ghi. Hãy xác nhận lại là bạn rồi thực hiện tiếp.',
      en: 'More than five minutes have passed since you last showed that it is you, or you come from another network or browser; nothing was recorded. Confirm it and go on.',
    },
    'session.browser_outdated': {
      status: 403,
      vi: 'Trình duyệt này quá cũ, không còn được sửa lỗi bảo mật, nên không dùng được cho việc quản trị. Hãy cập nhật trình duyệt rồi thực hiện lại.',
      en: 'This browser is too old to get security corrections, so it cannot be used to administer. Update it and try again.',
    },
    'session.password_change_required': {
      status: 403,
      vi: 'Mật khẩu này do quản trị viên cấp. Hãy đặt mật khẩu của riêng bạn trước khi tiếp tục.',
      en: 'This password was given by an administrator. Set your own before you go on.',
    },
    'session.not_found': {
      status: 404,
      vi: 'Phiên đăng nhập này không còn nữa. Hãy tải lại danh sách phiên.',
      en: 'This session is no longer there. Reload the list of sessions.',
    },
    'session.wrong_code': {
      status: 401,
      vi: 'Mã xác thực không đúng hoặc đã hết hạn. Hãy đợi mã mới trên ứng dụng và kiểm tra giờ của điện thoại rồi nhập lại.',
      en: 'The code is wrong or has expired. Wait for the next one, check the clock of your phone and enter it again.',
    },
    'permission.denied': {
      status: 403,
      vi: 'Vai trò của bạn không được làm việc này. Nếu cần, hãy nhờ người có thẩm quyền thực hiện.',
      en: 'Your role may not do this. Ask someone who is entitled to do it.',
    },
    'metrics.not_allowed': {
      status: 403,
      vi: 'Số liệu vận hành chỉ đọc được trên chính máy chủ, hoặc bằng mã DIABAN_METRICS_TOKEN. Hãy gửi mã đó trong Authorization: Bearer.',
      en: 'The metrics are given on the server itself, or for the token DIABAN_METRICS_TOKEN. Send it in Authorization: Bearer.',
    },
    'account.not_found': {
      status: 404,
      vi: 'Không tìm thấy tài khoản này. Hãy tải lại danh sách tài khoản.',
      en: 'There is no such account. Reload the list of accounts.',
    },
    'account.disabled': {
      status: 403,
      vi: 'Tài khoản này đã bị khóa. Hãy liên hệ quản trị viên để được mở lại.',
      en: 'This account is disabled. Ask an administrator to enable it.',
    },
    'account.second_factor_on': {
      status: 409,
      vi: 'Tài khoản đã bật xác thực hai bước. Hãy tắt trước nếu muốn đăng ký lại ứng dụng xác thực.',
      en: 'The second factor is already on. Turn it off first if you want to register another authenticator.',
    },
    'account.second_factor_unreadable': {
      status: 503,
      vi: 'Máy chủ đang dùng khóa bí mật khác với khóa đã mã hóa mã xác thực của bạn, nên không kiểm tra được mã nào. Hãy báo người vận hành máy chủ trả lại DIABAN_SECRET hoặc tệp “secret” cũ.',
      en: 'The server uses another secret than the one that encrypted your second factor, so it can check no code. Ask the operator of the server to put back the old DIABAN_SECRET or the old file “secret”.',
    },
    'account.second_factor_off': {
      status: 409,
      vi: 'Tài khoản chưa bật xác thực hai bước. Hãy bật ở “Cài đặt của tôi” trước.',
      en: 'The second factor is not on. Set it up under Account first.',
    },
    'account.link_not_found': {
      status: 404,
      vi: 'Liên kết này đã dùng, đã hết hạn hoặc đã bị hủy. Hãy đề nghị quản trị viên cấp liên kết mới.',
      en: 'This link was used, has expired or was withdrawn. Ask an administrator for a new one.',
    },
    'account.link_not_confirmed': {
      status: 409,
      vi: 'Liên kết chưa được quản trị viên thứ hai xác nhận. Hãy đợi nhận mã rồi mở lại liên kết.',
      en: 'A second administrator has not confirmed this link yet. Wait for the code and open the link again.',
    },
    'account.link_needs_another': {
      status: 409,
      vi: 'Liên kết này do bạn cấp. Hãy nhờ một quản trị viên khác xác nhận và trao mã.',
      en: 'You issued this link. Ask another administrator to confirm it and to hand over the code.',
    },
    'account.link_needs_no_code': {
      status: 409,
      vi: 'Liên kết này không cần xác nhận, hoặc đã được xác nhận. Hãy tải lại danh sách tài khoản.',
      en: 'This link needs no confirmation, or has been confirmed already. Reload the list of accounts.',
    },
    'account.link_wrong_code': {
      status: 422,
      vi: 'Mã không đúng, mật khẩu chưa đặt. Hãy nhập lại mã do quản trị viên thứ hai trao.',
      en: 'The code is wrong; no password was set. Enter the code from the second administrator again.',
    },
    'account.link_not_mailed': {
      status: 409,
      vi: 'Không gửi được thư cho người này, chưa có liên kết nào. Hãy bỏ chọn gửi thư và tự trao liên kết.',
      en: 'The mail could not be sent, and there is no link. Choose to hand the link over yourself.',
    },
    'account.username_taken': {
      status: 409,
      vi: 'Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.',
      en: 'This user name is taken. Choose another one.',
      constraints: ['app_user_username_unique'],
    },
    'account.weak_password': {
      status: 422,
      vi: 'Mật khẩu quá yếu. Hãy dùng ít nhất [{minimum} ký tự, ]một câu dài dễ nhớ, không chứa tên đăng nhập và không phải mật khẩu nhiều người dùng hoặc đã bị lộ.',
      en: 'The password is too weak. Use [at least {minimum} characters, ]a long phrase that you can remember, that does not hold the user name and is none that many people use or that has been leaked.',
    },
    'account.wrong_password': {
      status: 422,
      vi: 'Mật khẩu hiện tại không đúng, chưa có gì thay đổi. Hãy nhập lại mật khẩu đang dùng.',
      en: 'The current password is wrong; nothing was changed. Enter the password that you use now.',
    },
    'account.last_admin': {
      status: 409,
      vi: 'Đây là quản trị viên cuối cùng. Hãy giao vai trò quản trị cho một tài khoản khác trước.',
      en: 'This is the last administrator. Make another account an administrator first.',
    },
    'account.commune_required': {
      status: 422,
      vi: 'Vai trò này gắn với địa bàn. Hãy chọn ít nhất một phường, xã cho tài khoản.',
      en: 'This role belongs to an area. Choose at least one commune for the account.',
      constraints: ['role_assignment_commune_fits_role'],
    },
    'account.own_account': {
      status: 409,
      vi: 'Bạn không thể tự khóa hoặc tự đổi vai trò của chính mình. Hãy nhờ một quản trị viên khác.',
      en: 'You cannot disable your own account or change its role. Ask another administrator.',
    },
    'account.assignment_overlaps': {
      status: 409,
      vi: 'Tài khoản đã có vai trò khác trong thời gian này. Hãy chọn thời gian khác hoặc kết thúc vai trò cũ trước.',
      en: 'The account already has another role in that period. Choose another period or end the old role first.',
      constraints: ['role_assignment_does_not_overlap'],
    },
    'push.service_not_allowed': {
      status: 422,
      vi: 'Trình duyệt này nhận thông báo qua một dịch vụ mà hệ thống không cho phép. Hãy dùng trình duyệt khác hoặc báo quản trị viên.',
      en: 'This browser gets notices by a service that this installation does not allow. Use another browser or tell an administrator.',
    },
    'token.invalid': {
      status: 401,
      vi: 'Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Hãy tạo mã mới ở “Cài đặt của tôi”.',
      en: 'The access token is wrong, past its life or revoked. Make a new one under “My settings”.',
    },
    'token.in_address': {
      status: 400,
      vi: 'Không được đặt mã truy cập trong địa chỉ. Hãy gửi mã trong tiêu đề Authorization, và thu hồi mã này vì có thể đã lộ.',
      en: 'An access token never belongs in an address. Send it in the Authorization header, and revoke this one: it may have leaked.',
    },
    'token.not_enough': {
      status: 403,
      vi: 'Mã truy cập này không mở được chức năng đó. Hãy tạo mã có đủ quyền, hoặc đăng nhập để làm.',
      en: 'This access token does not open that. Make one with the right for it, or sign in.',
    },
    'token.right_refused': {
      status: 422,
      vi: 'Mã truy cập không thể có quyền mà tài khoản không có, và không thể có quyền quyết định. Hãy bỏ quyền được nêu.',
      en: 'A token can have no right that the account lacks, and none that decides. Leave out the right that is named.',
    },
    'token.too_many': {
      status: 409,
      vi: 'Tài khoản đã có {most} mã truy cập còn hiệu lực. Hãy thu hồi mã không dùng nữa rồi tạo mã mới.',
      en: 'The account has {most} valid access tokens. Revoke one that is no longer used, then make the new one.',
    },
    'token.not_found': {
      status: 404,
      vi: 'Không có mã truy cập này, hoặc mã đã bị thu hồi. Hãy tải lại danh sách.',
      en: 'There is no such access token, or it has been revoked. Load the list again.',
    },
  },
} as const satisfies FeatureDeclaration;
