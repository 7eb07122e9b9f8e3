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
  ring_open: 'Vùng phải khép kín. Hãy nối điểm cuối với điểm đầu.',
  too_many_vertices: 'Hình vẽ có quá nhiều đỉnh. Hãy đơn giản hóa.',
  repeated: 'Lặp lại. Mỗi giá trị chỉ được có một lần.',
  beyond_radius: 'Không được quá bán kính nhỏ nhất.',
  within_grace: 'Phải dài hơn thời gian ân hạn.',
  unknown_group: 'Có nhóm không tồn tại.',
  bbox: 'Khung bản đồ không đúng.',
};

export const problems = { field, fieldOther: 'Không đúng.' };
