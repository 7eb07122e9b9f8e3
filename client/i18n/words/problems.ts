import { both, type Both } from '#client/i18n/both.ts';

/** Errors of one field, by the code that comes with its pointer. */
const field: Record<string, Both> = {
  required: both('Chưa nhập.', 'Missing.'),
  date: both(
    'Ngày không đúng. Nhập theo dạng ngày/tháng/năm.',
    'Not a date. Enter day/month/year.',
  ),
  too_small: both('Quá ngắn hoặc quá nhỏ.', 'Too short or too small.'),
  too_big: both('Quá dài hoặc quá lớn.', 'Too long or too large.'),
  invalid_type: both('Không đúng kiểu dữ liệu.', 'The wrong kind of value.'),
  invalid_format: both('Không đúng dạng.', 'Not in the right form.'),
  invalid_value: both('Không có lựa chọn này.', 'There is no such choice.'),
  invalid_union: both('Không đúng dạng.', 'Not in the right form.'),
  unrecognized_keys: both(
    'Có mục mà máy chủ không nhận.',
    'Holds something that the server does not take.',
  ),
  ring_open: both(
    'Vùng phải khép kín. Hãy nối điểm cuối với điểm đầu.',
    'An area must end where it began. Close the drawing.',
  ),
  too_many_vertices: both(
    'Hình vẽ có quá nhiều đỉnh. Hãy đơn giản hóa.',
    'The drawing has too many vertices. Simplify it.',
  ),
  repeated: both(
    'Lặp lại. Mỗi giá trị chỉ được có một lần.',
    'Repeated. Each value may stand once only.',
  ),
  beyond_radius: both('Không được quá bán kính nhỏ nhất.', 'Not more than the smallest radius.'),
  within_grace: both('Phải dài hơn thời gian chưa tính.', 'Must be longer than the grace period.'),
  unknown_group: both('Có nhóm không tồn tại.', 'There is no such group.'),
  figures_only: both(
    'Nơi chỉ nhận số liệu thì không nhận sự kiện.',
    'A receiver of figures alone gets no events.',
  ),
  bbox: both('Khung bản đồ không đúng.', 'The map frame is not right.'),
};

export const problems = {
  field,
  fieldOther: both('Giá trị chưa đúng. Hãy kiểm tra lại.', 'Not right.'),
  tooShort: both('Nhập ít nhất {count} ký tự.', 'Enter at least {count} characters.'),
  tooLong: both('Nhập nhiều nhất {count} ký tự.', 'Enter at most {count} characters.'),
};
