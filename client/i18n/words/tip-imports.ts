import { both, type Both } from '#client/i18n/both.ts';
import { TIP_ROW_REASONS } from '#server/contract/tip-row-text.ts';
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

const codes = Object.keys(TIP_ROW_REASONS) as TipRowProblemCode[];
const problem = Object.fromEntries(
  codes.map((code) => [code, both(TIP_ROW_REASONS[code].vi, TIP_ROW_REASONS[code].en)]),
) as Record<TipRowProblemCode, Both>;

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
      'Tệp {size} lớn hơn mức {limit}. Chia nhỏ tệp rồi thử lại.',
      'The file of {size} is larger than {limit}. Split it and try again.',
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
  otherLine: both('trùng dòng {line}', 'the same as line {line}'),
  nothingYet: both('Chưa ghi gì.', 'Nothing has been written.'),
  write: both('Ghi {count} tin', 'Write {count} tips'),
  done: both('Đã nhập xong', 'The import is done'),
  doneMore: both(
    'Ghi mới {added} tin; {known} tin đã có, giữ nguyên; {refused} dòng chưa ghi.',
    '{added} tips written; {known} known and left as they are; {refused} rows not written.',
  ),
  toList: both('Về danh sách tin', 'To the list of tips'),
  field,
  problem,
};
