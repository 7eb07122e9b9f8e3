import type { RowProblem, RowProblemCode } from './point-import.ts';

/** A sentence in both languages. */
export type RowReason = { vi: string; en: string };

function said(vi: string, en: string): RowReason {
  return { vi, en };
}

/** Reasons why a row is not written as it stands, and what to do; screen and file add line, column and cell. */
export const ROW_REASONS: Record<Exclude<RowProblemCode, 'import.duplicate_row'>, RowReason> = {
  'import.coordinates_swapped': said(
    'Kinh độ và vĩ độ bị đổi chỗ. Hãy đồng ý đổi lại, hoặc sửa tệp.',
    'Longitude and latitude are swapped. Agree to turn them round, or correct the file.',
  ),
  'import.coordinates_vn2000': said(
    'Tọa độ là mét theo VN-2000. Hãy xem vị trí quy đổi trên bản đồ, chọn đúng múi chiếu rồi đồng ý.',
    'The position is in VN-2000 metres. Look at the converted place on the map, choose the right grid and agree.',
  ),
  'import.outside_city': said(
    'Vị trí nằm ngoài thành phố. Chỉ đồng ý nếu đúng là như vậy.',
    'The position lies outside the city. Agree only if that is right.',
  ),
  'import.address_commune': said(
    'Địa chỉ chỉ tìm được đến phường, xã. Chỉ đồng ý nếu vị trí gần đúng như vậy là đủ.',
    'The address was found by no more than its commune. Agree only if so rough a place will do.',
  ),
  'import.address_several': said(
    'Địa chỉ có thể là nhiều nơi, hoặc chỉ gần giống tên tìm thấy. Hãy chọn nơi đúng ở bảng địa chỉ.',
    'The address may mean several places, or is only like the name that was found. Choose the right one in the table of addresses.',
  ),
  'import.address_not_found': said(
    'Không tìm thấy địa chỉ. Hãy tự đặt vị trí ở bảng địa chỉ, hoặc sửa địa chỉ, điền tọa độ trong tệp.',
    'The address was not found. Place the row by hand in the table of addresses, or correct the address or fill in the position in the file.',
  ),
  'import.address_left_out': said('Bạn đã bỏ dòng này ra.', 'You left this row out.'),
  'import.too_many_addresses': said(
    'Mỗi lần chỉ tra 2.000 địa chỉ. Hãy ghi các dòng đã sẵn sàng rồi chọn lại tệp này cho các dòng còn lại.',
    'Only 2,000 addresses are looked up at a time. Write the rows that are ready, then choose this file again for the rest.',
  ),
  'import.coordinates_missing': said(
    'Thiếu tọa độ. Hãy điền kinh độ và vĩ độ.',
    'The position is missing. Fill in longitude and latitude.',
  ),
  'import.coordinates_zero': said(
    'Tọa độ bằng 0 nên không dùng được. Hãy điền tọa độ đúng.',
    'The position is at 0: nobody measured it. Fill in the real one.',
  ),
  'import.coordinates_unreadable': said(
    'Không đọc được tọa độ. Hãy ghi theo độ, ví dụ 105,85 và 21,03.',
    'The position cannot be read. Write it in degrees, such as 105.85 and 21.03.',
  ),
  'import.coordinates_vn2000_unplaced': said(
    'Tọa độ có vẻ là mét nhưng không múi chiếu nào đưa vào thành phố. Hãy hỏi lại nguồn số liệu.',
    'The position seems to be in metres, yet no grid puts it inside the city. Ask where the figures come from.',
  ),
  'import.outside_country': said(
    'Vị trí nằm ngoài Việt Nam. Hãy kiểm tra lại tọa độ.',
    'The position lies outside Vietnam. Check it.',
  ),
  'import.geometry_broken': said(
    'Hình vẽ bị hỏng. Hãy vẽ lại hoặc chỉ ghi một tọa độ.',
    'The shape is broken. Draw it again or give a single position.',
  ),
  'import.name_missing': said('Thiếu tên điểm. Hãy điền tên.', 'The name is missing. Fill it in.'),
  'import.name_too_short': said(
    'Tên điểm quá ngắn. Hãy ghi ít nhất 2 ký tự.',
    'The name is too short. Write at least 2 characters.',
  ),
  'import.text_too_long': said(
    'Nội dung quá dài (tên: 200 ký tự, số văn bản: 100, ghi chú: 2.000). Hãy rút gọn.',
    'The text is too long (name 200 characters, document number 100, note 2,000). Shorten it.',
  ),
  'import.too_many_aliases': said(
    'Quá nhiều tên khác (tối đa 20). Hãy bớt lại.',
    'There are too many other names (at most 20). Remove some.',
  ),
  'import.category_missing': said(
    'Thiếu loại hình. Hãy điền, hoặc chọn loại hình mặc định cho cả tệp.',
    'The category is missing. Fill it in, or choose a default for the whole file.',
  ),
  'import.category_unknown': said(
    'Loại hình không có trong danh mục. Hãy dùng mã hoặc tên trong danh mục.',
    'The category is not in the list. Use a code or a name from it.',
  ),
  'import.kind_unknown': said(
    'Nhóm không rõ. Hãy ghi “cơ sở kinh doanh” hoặc “địa bàn công cộng”.',
    'The kind is unknown. Write “business” or “public area”.',
  ),
  'import.kind_contradicts_category': said(
    'Nhóm không khớp với loại hình. Hãy sửa một trong hai.',
    'The kind does not fit the category. Correct one of them.',
  ),
  'import.status_unknown': said(
    'Trạng thái không rõ. Hãy ghi đề xuất, đang hoạt động, đã triệt xóa hoặc đã bàn giao.',
    'The status is unknown. Write proposed, active, eliminated or handed over.',
  ),
  'import.status_not_importable': said(
    'Trạng thái này cần người ký và căn cứ, không nhập từ bảng được. Hãy nhập trạng thái trước đó rồi ghi nhận trên hồ sơ điểm.',
    'This status needs a person and a ground and cannot come from a table. Import the status before it, then record it on the point.',
  ),
  'import.date_unreadable': said(
    'Không đọc được ngày. Hãy ghi ngày/tháng/năm, ví dụ 05/02/2024.',
    'The date cannot be read. Write day/month/year, such as 05/02/2024.',
  ),
  'import.date_in_future': said(
    'Ngày nằm trong tương lai. Hãy sửa lại.',
    'The date lies in the future. Correct it.',
  ),
  'import.date_order': said(
    'Ngày không theo thứ tự: đưa vào danh mục, triệt xóa, bàn giao. Hãy sửa lại.',
    'The dates are out of order: listed, eliminated, handed over. Correct them.',
  ),
  'import.date_missing_for_status': said(
    'Trạng thái này cần có ngày. Hãy điền ngày còn thiếu.',
    'This status needs a date here. Fill it in.',
  ),
  'import.date_contradicts_status': said(
    'Có ngày nhưng trạng thái chưa tới bước đó. Hãy sửa trạng thái hoặc bỏ ngày.',
    'There is a date, but the status has not come so far. Correct the status or remove the date.',
  ),
  'import.commune_code_unreadable': said(
    'Mã phường, xã phải gồm 5 chữ số.',
    'The commune code must have five digits.',
  ),
  'import.location_error_unreadable': said(
    'Sai số vị trí phải là số mét từ 0 đến 10.000.',
    'The error of position must be a number of metres from 0 to 10,000.',
  ),
  'import.possible_duplicate': said(
    'Có thể trùng với một điểm đã có, hoặc với một dòng khác ở cùng vị trí. Hãy chọn ở bảng điểm có thể trùng: ghi là điểm mới, hoặc bỏ dòng.',
    'It may be a place that is there already, or another row at the same position. Decide in the table of possible duplicates: a new point, or left out.',
  ),
  'import.duplicate_left_out': said(
    'Bạn đã bỏ dòng này vì trùng.',
    'You left this row out as a duplicate.',
  ),
  'text.personal_data': said(
    'Có dữ liệu về người (phần được đánh dấu). Hãy viết lại: sổ này chỉ ghi địa điểm.',
    'There is data about a person (the marked part). Rephrase it: this register holds places only.',
  ),
};

/** A row that repeats an earlier one, and a place in no commune whatever is agreed to. */
export const REPEATED_ROW = said(
  'Dòng này lặp lại một dòng phía trước. Chỉ dòng đầu được ghi.',
  'This row repeats an earlier one. Only the first is written.',
);
export const IN_NO_COMMUNE = said(
  'Vị trí không thuộc phường, xã nào của thành phố nên không ghi được. Hãy kiểm tra lại tọa độ.',
  'The place lies in no commune of the city and cannot be written. Check the position.',
);

/** The sentence of one problem of a row. */
export function rowReasonOf({ code, severity }: Pick<RowProblem, 'code' | 'severity'>): RowReason {
  if (code === 'import.duplicate_row') return REPEATED_ROW;
  if (code === 'import.outside_city' && severity === 'error') return IN_NO_COMMUNE;
  return ROW_REASONS[code];
}
