import { both } from '#client/i18n/both.ts';

/** Taking in a tip by hand. */
export const tipIntake = {
  title: both('Nhập tin phản ánh', 'Enter a tip'),
  lead: both(
    'Chỉ ghi địa điểm, thời gian và loại tin. Tên người báo tin, người bị phản ánh và lời kể lưu ở sổ của công an, tra theo số.',
    'Only where, when and which kind. Who told it, whom it is about and its words stay in the police register, under the number.',
  ),
  place: both('Nơi xảy ra', 'Where it happened'),
  placeMore: both(
    'Bấm bản đồ, tìm, nhập tọa độ, hoặc chỉ chọn phường, xã.',
    'Tap the map, search, type coordinates, or choose only the commune.',
  ),
  find: both(
    'Tìm điểm, phường, xã, hoặc nhập tọa độ',
    'Find a point or commune, or type coordinates',
  ),
  findNothing: both(
    'Không tìm thấy. Thử tên khác, nhập tọa độ, hoặc bấm bản đồ.',
    'Nothing found. Try another name, type coordinates, or tap the map.',
  ),
  map: both(
    'Bản đồ để chọn nơi xảy ra. Phím mũi tên di chuyển, dấu cộng và dấu trừ phóng to, thu nhỏ.',
    'Map for choosing where it happened. Arrow keys move it, plus and minus zoom.',
  ),
  useCentre: both('Lấy tâm bản đồ', 'Take the middle of the map'),
  clear: both('Bỏ nơi đã chọn', 'Remove the chosen place'),
  chosen: both('Đã chọn {coordinates}', 'Chosen: {coordinates}'),
  inCommune: both(
    'Cả {commune}, không rõ vị trí',
    'Anywhere in {commune}; the position is unknown',
  ),
  reach: both(
    'Sai số ghi vào hồ sơ: khoảng {distance}.',
    'Uncertainty in the record: about {distance}.',
  ),
  error: both('Sai số vị trí', 'Uncertainty of the position'),
  errors: {
    exact: both('Đúng chỗ (± 20 m)', 'The very spot (± 20 m)'),
    street: both('Đoạn phố (± 100 m)', 'A stretch of street (± 100 m)'),
    area: both('Khu vực (± 500 m)', 'An area (± 500 m)'),
  },
  errorByAddress: both('Theo địa chỉ (± {distance})', 'By the address (± {distance})'),
  placeMissing: both(
    'Bấm bản đồ, tìm một nơi, hoặc chọn phường, xã.',
    'Tap the map, find a place, or choose a commune.',
  ),
  commune: both('Phường, xã (khi không rõ vị trí)', 'Commune (where the position is unknown)'),
  kind: both('Loại tin', 'Group'),
  channel: both('Kênh', 'Channel'),
  receivedOn: both('Ngày tiếp nhận', 'Received on'),
  more: both(
    'Thêm: ngày sự việc, tên nơi, loại hình, số',
    'More: day of the event, name of the place, category, numbers',
  ),
  occurredOn: both('Ngày sự việc', 'Happened on'),
  placeName: both('Tên nơi xảy ra', 'Name of the place'),
  placeNameMore: both('Tên nơi, không phải tên người.', 'Of a place, not of a person.'),
  category: both('Loại hình', 'Category'),
  policeNumber: both('Số trong sổ công an', 'Number in the police register'),
  channelNumber: both('Số của kênh', 'Number of the channel'),
  channelNumberMore: both(
    'Nhập lại cùng số này thì không ghi thêm.',
    'Entered again, the same number writes nothing.',
  ),
  paper: both('Văn bản kèm theo (PDF)', 'Paper that came with it (PDF)'),
  paperMore: both(
    'Văn bản có dấu Mật chỉ ghi số, không tải lên. Tên tệp không được lưu.',
    'Do not upload a paper marked secret: record its number only. The file name is not kept.',
  ),
  paperRemove: both('Bỏ văn bản', 'Remove the paper'),
  attachmentsUnsent: both(
    '{code} đã được ghi, nhưng {count} tệp chưa gửi được. Hãy thêm lại trên hồ sơ tin.',
    '{code} is recorded, but {count} files could not be sent. Add them again on its record.',
  ),
  dayMissing: both('Chọn ngày tiếp nhận.', 'Choose the day of receipt.'),
  dayFuture: both('Ngày không thể ở tương lai.', 'The day cannot lie in the future.'),
  afterReceipt: both(
    'Ngày sự việc không thể sau ngày tiếp nhận.',
    'It cannot have happened after it was received.',
  ),
  save: both('Ghi tin', 'Record the tip'),
  saveAndNext: both('Ghi, nhập tiếp', 'Record and enter another'),
  lineDue: both('Hạn xử lý', 'Due'),
  lineDueLater: both('tính từ ngày thụ lý', 'counts from acceptance'),
  received: both('Đã tiếp nhận {code}.', '{code} has been received.'),
  receivedElsewhere: both(
    'Đã tiếp nhận {code}. Tin thuộc địa bàn khác và do nơi đó xử lý tiếp.',
    '{code} has been taken in. It belongs to another commune, which goes on with it.',
  ),
  known: both(
    'Số này đã có: {code}. Không ghi thêm gì.',
    'That number is known: {code}. Nothing was written.',
  ),
  referral: both(
    'Có dấu hiệu người dưới 18 tuổi hoặc mua bán người: gọi ngay 111, 113 hoặc 1900 969 680. Hệ thống không lưu thông tin về người.',
    'Signs of somebody under 18, or of trafficking: call 111, 113 or 1900 969 680 at once. The system stores nothing about persons.',
  ),
};
