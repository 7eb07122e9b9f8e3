import { both } from '#client/i18n/both.ts';

/** Words of the sign-in through the organisation's own provider, and of the binding of accounts. */
export const singleSignOn = {
  title: both('Đăng nhập qua cơ quan', 'Sign-on of your office'),
  lead: both(
    'Gắn tài khoản này với bạn ở {label} để đăng nhập không cần mật khẩu riêng. Không có tên, số định danh hay thư điện tử nào từ đó được lưu.',
    'Bind this account to you at {label} and sign in without a password of its own. No name, number or address from there is kept.',
  ),
  boundSince: both('Đã gắn từ {at}', 'Bound since {at}'),
  notBound: both('Chưa gắn', 'Not bound'),
  codeOpen: both('Mã gắn dùng được đến {at}', 'The binding code works until {at}'),
  bind: both('Gắn tài khoản', 'Bind the account'),
  unbind: both('Bỏ gắn', 'Unbind'),
  unbound: both('Đã bỏ gắn tài khoản.', 'The account is unbound.'),
  issueCode: both('Tạo mã gắn', 'Make a binding code'),
  dialogTitle: both('Đăng nhập qua cơ quan của {name}', 'Sign-on of {name}'),
  dialogLead: both(
    'Người dùng đăng nhập qua cơ quan, rồi nhập mã này cùng mật khẩu của tài khoản. Mã dùng một lần, trong 72 giờ; mã trước hết hiệu lực.',
    'The person signs in at the office, then enters this code with the password of the account. It works once, within 72 hours; an earlier one ends.',
  ),
  unbindLead: both(
    'Bỏ gắn sẽ kết thúc mọi phiên mở qua cơ quan. Người dùng còn đăng nhập được bằng mật khẩu.',
    'Unbinding ends every session opened through the office. The person can still sign in with the password.',
  ),
  withdrawCode: both('Hủy mã gắn', 'Withdraw the code'),
  codeWithdrawn: both('Đã hủy mã gắn.', 'The binding code is withdrawn.'),
  codeTitle: both('Mã gắn tài khoản', 'Binding code'),
  codeMore: both(
    'Trao trực tiếp cho {name}. Mã không xem lại được sau khi đóng.',
    'Hand it to {name} in person. It cannot be seen again once this is closed.',
  ),
  finishing: both('Đang hoàn tất đăng nhập', 'Finishing the sign-in'),
  refusedTitle: both('Chưa đăng nhập được', 'Not signed in'),
  backToSignIn: both('Về trang đăng nhập', 'Back to the sign-in'),
  boundTitle: both('Đã gắn tài khoản với hệ thống của cơ quan', 'The account is bound'),
  toSettings: both('Về “Cài đặt của tôi”', 'Back to “My settings”'),
  bindTitle: both('Gắn với tài khoản của bạn', 'Bind to your account'),
  code: both('Mã gắn', 'Binding code'),
  codeHint: both(
    '16 ký tự do quản trị viên trao, không phân biệt chữ hoa và chữ thường.',
    '16 signs from an administrator, in capital or small letters.',
  ),
  codeMissing: both('Nhập mã gắn.', 'Enter the binding code.'),
  accountPassword: both('Mật khẩu của tài khoản ở đây', 'Password of your account here'),
  bindAndEnter: both('Gắn và đăng nhập', 'Bind and sign in'),
};
