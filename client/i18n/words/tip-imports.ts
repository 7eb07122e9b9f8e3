import { both, type Both } from '#client/i18n/both.ts';
import type { TipImportField, TipRowProblemCode } from '#server/contract/tip-import.ts';

const field: Record<TipImportField, Both> = {
  number: both('Số tin', 'Number'),
  policeNumber: both('Số trong sổ công an', 'Number in the police register'),
  kind: both('Loại tin', 'Group'),
  channel: both('Kênh', 'Channel'),
  receivedOn: both('Ngày tiếp nhận', 'Received on'),
  occurredOn: both('Ngày sự việc', 'Happened on'),
  longitude: both('Kinh độ', 'Longitude'),
  latitude: both('Vĩ độ', 'Latitude'),
  coordinates: both('Tọa độ', 'Coordinates'),
  communeCode: both('Mã phường, xã', 'Commune code'),
  communeName: both('Phường, xã', 'Commune'),
  placeName: both('Nơi xảy ra', 'Place'),
  category: both('Loại hình', 'Category'),
  locationErrorMetres: both('Sai số (m)', 'Uncertainty (m)'),
};

const problem: Record<TipRowProblemCode, Both> = {
  number_missing: both(
    'Thiếu số tin. Hãy điền số tin để nhập lại cùng tệp không bị ghi trùng.',
    'The number is missing. By it the same file again writes nothing twice.',
  ),
  number_repeated: both(
    'Số tin lặp lại trong tệp. Giữ một dòng, hoặc sửa số.',
    'The number stands in the file twice. Keep one row, or mend the number.',
  ),
  kind_unknown: both(
    'Không nhận ra loại tin. Dùng một trong sáu loại, ví dụ “phản ánh”.',
    'The kind is not known. Use one of the six, for example “phản ánh”.',
  ),
  channel_unknown: both(
    'Không nhận ra kênh tiếp nhận. Dùng ví dụ “đường dây nóng”.',
    'The channel is not known. Use for example “đường dây nóng”.',
  ),
  date_missing: both('Thiếu ngày tiếp nhận.', 'The day of receipt is missing.'),
  date_unreadable: both(
    'Không đọc được ngày. Viết theo dd/mm/yyyy.',
    'The day cannot be read. Write dd/mm/yyyy.',
  ),
  date_in_future: both('Ngày ở tương lai.', 'The day lies in the future.'),
  happened_after_receipt: both(
    'Ngày sự việc sau ngày tiếp nhận.',
    'It is said to have happened after it was received.',
  ),
  place_missing: both(
    'Thiếu nơi: cần tọa độ, hoặc mã hay tên phường, xã.',
    'The place is missing: coordinates, or the code or name of a commune.',
  ),
  position_unreadable: both(
    'Không đọc được tọa độ. Viết kinh độ, vĩ độ bằng độ thập phân.',
    'The coordinates cannot be read. Write longitude and latitude in decimal degrees.',
  ),
  position_doubtful: both(
    'Tọa độ có thể bị đổi chỗ hoặc là hệ VN-2000. Chuyển sang kinh độ, vĩ độ WGS 84.',
    'The coordinates may be swapped or in VN-2000. Turn them into WGS 84 degrees.',
  ),
  outside_city: both('Tọa độ nằm ngoài thành phố.', 'The coordinates lie outside the city.'),
  commune_unknown: both(
    'Không có phường, xã này, hoặc tên trùng. Dùng mã năm chữ số.',
    'There is no such commune, or two of that name. Use the five digits.',
  ),
  category_unknown: both('Không có loại hình này trong danh mục.', 'There is no such category.'),
  error_unreadable: both(
    'Sai số phải là số mét từ 0 đến 20.000.',
    'The uncertainty is a number of metres from 0 to 20,000.',
  ),
  text_too_long: both('Nội dung quá dài. Hãy rút gọn.', 'The text is too long.'),
  personal_data: both(
    'Có dữ liệu của người (tên, điện thoại, giấy tờ, biển số). Bỏ phần ấy khỏi tệp.',
    'It holds data of a person (name, telephone, papers, plate). Take it out of the file.',
  ),
};

/** Importing a table of tips. */
export const tipImports = {
  title: both('Nhập tin từ bảng', 'Import tips from a table'),
  lead: both(
    'Xem trước từng dòng; chỉ ghi khi bạn yêu cầu. Nhập lại cùng tệp thì không có gì thay đổi.',
    'Look at each row first; it is written only when you ask. The same file again changes nothing.',
  ),
  open: both('Nhập từ bảng', 'Import a table'),
  file: both('Tệp', 'File'),
  columnsMore: both(
    'CSV hoặc XLSX, mỗi dòng một tin. Cột: số, loại tin, kênh, ngày tiếp nhận, ngày sự việc, kinh độ, vĩ độ hoặc phường, xã, nơi xảy ra, loại hình, sai số.',
    'CSV or XLSX, one tip a row. Columns: number, kind, channel, received on, happened on, longitude, latitude or commune, place, category, uncertainty.',
  ),
  drop: {
    choose: both('Chọn tệp', 'Choose a file'),
    chooseOther: both('Chọn tệp khác', 'Choose another file'),
    drop: both('hoặc thả tệp vào đây', 'or drop it here'),
    hint: both('CSV hoặc XLSX, tối đa 2.000 dòng', 'CSV or XLSX, 2,000 rows at most'),
    tooLarge: both(
      (p: { size: string; limit: string }) =>
        `Tệp ${p.size} lớn hơn mức ${p.limit}. Chia nhỏ tệp rồi thử lại.`,
      (p) => `The file of ${p.size} is larger than ${p.limit}. Split it and try again.`,
    ),
  },
  reading: both('Đang đọc tệp…', 'Reading the file…'),
  rows: both('Dòng', 'Rows'),
  added: both('Sẽ ghi', 'To be written'),
  known: both('Đã có', 'Known already'),
  refused: both('Chưa ghi được', 'Not written'),
  headings: both('Cột được hiểu là', 'How columns were read'),
  ignored: both('không dùng', 'not used'),
  problems: both('Dòng cần sửa', 'Rows to mend'),
  problemsMore: both(
    'Sửa trong tệp rồi chọn lại. Các dòng khác vẫn ghi được.',
    'Mend them in the file and choose it again. The other rows can be written.',
  ),
  ready: both('Dòng sẵn sàng', 'Rows that are ready'),
  line: both('Dòng', 'Line'),
  column: both('Cột', 'Column'),
  value: both('Nội dung', 'Content'),
  reason: both('Vì sao, và sửa thế nào', 'Why, and what to do'),
  place: both('Nơi', 'Place'),
  state: both('Kết quả', 'Result'),
  stateNew: both('sẽ ghi', 'to be written'),
  stateKnown: both('đã có, giữ nguyên', 'known, left as it is'),
  otherLine: both(
    (p: { line: string }) => `trùng dòng ${p.line}`,
    (p) => `the same as line ${p.line}`,
  ),
  nothingYet: both('Chưa ghi gì.', 'Nothing has been written.'),
  write: both(
    (p: { count: string }) => `Ghi ${p.count} tin`,
    (p) => `Write ${p.count} tips`,
  ),
  done: both('Đã nhập xong', 'The import is done'),
  doneMore: both(
    (p: { added: string; known: string; refused: string }) =>
      `Ghi mới ${p.added} tin; ${p.known} tin đã có, giữ nguyên; ${p.refused} dòng chưa ghi.`,
    (p) =>
      `${p.added} tips written; ${p.known} known and left as they are; ${p.refused} rows not written.`,
  ),
  toList: both('Về danh sách tin', 'To the list of tips'),
  field,
  problem,
};
