import type { TipImportField, TipRowProblemCode } from '#server/contract/tip-import.ts';

const field: Record<TipImportField, string> = {
  number: 'Số tin',
  policeNumber: 'Số trong sổ công an',
  kind: 'Loại tin',
  channel: 'Kênh',
  receivedOn: 'Ngày tiếp nhận',
  occurredOn: 'Ngày sự việc',
  longitude: 'Kinh độ',
  latitude: 'Vĩ độ',
  coordinates: 'Tọa độ',
  communeCode: 'Mã phường, xã',
  communeName: 'Phường, xã',
  placeName: 'Nơi xảy ra',
  category: 'Loại hình',
  locationErrorMetres: 'Sai số (m)',
};

const problem: Record<TipRowProblemCode, string> = {
  number_missing: 'Thiếu số tin. Nhờ số ấy mà nhập lại cùng tệp không ghi trùng.',
  number_repeated: 'Số tin lặp lại trong tệp. Giữ một dòng, hoặc sửa số.',
  kind_unknown: 'Không nhận ra loại tin. Dùng một trong sáu loại, ví dụ “phản ánh”.',
  channel_unknown: 'Không nhận ra kênh tiếp nhận. Dùng ví dụ “đường dây nóng”.',
  date_missing: 'Thiếu ngày tiếp nhận.',
  date_unreadable: 'Không đọc được ngày. Viết theo dd/mm/yyyy.',
  date_in_future: 'Ngày ở tương lai.',
  happened_after_receipt: 'Ngày sự việc sau ngày tiếp nhận.',
  place_missing: 'Thiếu nơi: cần tọa độ, hoặc mã hay tên phường, xã.',
  position_unreadable: 'Không đọc được tọa độ. Viết kinh độ, vĩ độ bằng độ thập phân.',
  position_doubtful:
    'Tọa độ có thể bị đổi chỗ hoặc là hệ VN-2000. Chuyển sang kinh độ, vĩ độ WGS 84.',
  outside_city: 'Tọa độ nằm ngoài thành phố.',
  commune_unknown: 'Không có phường, xã này, hoặc tên trùng. Dùng mã năm chữ số.',
  category_unknown: 'Không có loại hình này trong danh mục.',
  error_unreadable: 'Sai số phải là số mét từ 0 đến 20.000.',
  text_too_long: 'Chữ quá dài.',
  personal_data: 'Có dữ liệu của người (tên, điện thoại, giấy tờ, biển số). Bỏ phần ấy khỏi tệp.',
};

/** Importing a table of tips. */
export const tipImports = {
  title: 'Nhập tin từ bảng',
  lead: 'Xem trước từng dòng; chỉ ghi khi bạn yêu cầu. Nhập lại cùng tệp thì không có gì thay đổi.',
  open: 'Nhập từ bảng',
  file: 'Tệp',
  columnsMore:
    'CSV hoặc XLSX, mỗi dòng một tin. Cột: số, loại tin, kênh, ngày tiếp nhận, ngày sự việc, kinh độ, vĩ độ hoặc phường xã, nơi xảy ra, loại hình, sai số.',
  drop: {
    choose: 'Chọn tệp',
    chooseOther: 'Chọn tệp khác',
    drop: 'hoặc thả tệp vào đây',
    hint: 'CSV hoặc XLSX, tối đa 2.000 dòng',
    tooLarge: (p: { size: string; limit: string }) =>
      `Tệp ${p.size} lớn hơn mức ${p.limit}. Chia nhỏ tệp rồi thử lại.`,
  },
  reading: 'Đang đọc tệp…',
  rows: 'Dòng',
  added: 'Sẽ ghi',
  known: 'Đã có',
  refused: 'Chưa ghi được',
  headings: 'Cột được hiểu là',
  ignored: 'không dùng',
  problems: 'Dòng cần sửa',
  problemsMore: 'Sửa trong tệp rồi chọn lại. Các dòng khác vẫn ghi được.',
  ready: 'Dòng sẵn sàng',
  line: 'Dòng',
  column: 'Cột',
  value: 'Nội dung',
  reason: 'Vì sao, và sửa thế nào',
  place: 'Nơi',
  state: 'Kết quả',
  stateNew: 'sẽ ghi',
  stateKnown: 'đã có, giữ nguyên',
  otherLine: (p: { line: string }) => `trùng dòng ${p.line}`,
  nothingYet: 'Chưa ghi gì.',
  write: (p: { count: string }) => `Ghi ${p.count} tin`,
  done: 'Đã nhập xong',
  doneMore: (p: { added: string; known: string; refused: string }) =>
    `Ghi mới ${p.added} tin; ${p.known} tin đã có, giữ nguyên; ${p.refused} dòng chưa ghi.`,
  toList: 'Về danh sách tin',
  field,
  problem,
};
