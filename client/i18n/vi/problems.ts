/** What the sign-in step alone can answer; every other code has its sentence in the contract. */
const signIn = {
  wrong_code: 'Mã không đúng hoặc đã hết hiệu lực. Hãy nhập mã đang hiện trong ứng dụng xác thực.',
  second_step_expired: 'Bước xác thực đã hết hạn. Hãy nhập lại tên đăng nhập và mật khẩu.',
  disabled: 'Tài khoản này đã bị khóa. Hãy liên hệ quản trị viên của đơn vị.',
};

/** What may be wrong with one field, by the code that stands beside its pointer. */
const field: Record<string, string> = {
  required: 'Chưa nhập.',
  date: 'Ngày không đúng. Nhập theo dạng ngày/tháng/năm.',
  too_small: 'Quá ngắn hoặc quá nhỏ.',
  too_big: 'Quá dài hoặc quá lớn.',
  invalid_type: 'Không đúng kiểu dữ liệu.',
  invalid_format: 'Không đúng dạng.',
  invalid_value: 'Không có lựa chọn này.',
  invalid_union: 'Không đúng dạng.',
  unrecognized_keys: 'Có mục mà máy chủ không nhận.',
  too_many_vertices: 'Hình vẽ có quá nhiều đỉnh. Hãy đơn giản hóa.',
  bbox: 'Khung bản đồ không đúng.',
};

export const problems = { signIn, field, fieldOther: 'Không đúng.' };
