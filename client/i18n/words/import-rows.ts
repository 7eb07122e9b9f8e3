import { both, type Both } from '#client/i18n/both.ts';
import type { TableWarning } from '#server/contract/table-format.ts';

/** Assumptions made while the file was read. */
export const tableWarning: Record<TableWarning['code'], Both> = {
  'import.encoding_guessed': both(
    'Bảng mã được đoán theo chữ trong tệp. Hãy xem chữ có dấu đã đúng chưa.',
    'The encoding was guessed from the letters. See whether the accented letters are right.',
  ),
  'import.rows_before_header': both(
    'Các dòng phía trên dòng tiêu đề được bỏ qua.',
    'The rows above the headings were left out.',
  ),
  'import.header_renamed': both(
    'Có tiêu đề trống hoặc trùng nhau, đã được đặt tên riêng.',
    'Some headings were empty or the same; they were given names of their own.',
  ),
  'import.ragged_rows': both(
    'Có dòng nhiều ô hơn số tiêu đề; phần thừa được bỏ qua.',
    'Some rows have more cells than there are headings; the rest was left out.',
  ),
  'import.other_sheets_ignored': both(
    'Chỉ đọc trang tính đầu tiên.',
    'Only the first sheet was read.',
  ),
  'import.crs_missing': both(
    'Tệp không ghi hệ tọa độ. Hãy xem vị trí trên bản đồ trước khi ghi.',
    'The file does not name its coordinate system. Look at the places on the map before writing.',
  ),
  'import.crs_may_be_vn2000': both(
    'Tệp ghi là WGS 84 nhưng lưới tọa độ là của VN-2000: vị trí có thể lệch khoảng 200 m. Hãy so với bản đồ trước khi ghi.',
    'The file says WGS 84, but its grid is one of VN-2000: positions may be 200 m off. Compare them with the map before writing.',
  ),
  'import.attributes_missing': both(
    'Thiếu tệp thuộc tính (.mid hoặc .dbf) nên các hình không có tên. Hãy nén đủ các tệp cùng tên vào một ZIP.',
    'The file of attributes (.mid or .dbf) is missing, so the shapes have no names. Pack all files of the same name into one ZIP.',
  ),
};
