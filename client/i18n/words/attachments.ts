import { both } from '#client/i18n/both.ts';

/** Photos and papers of places. */
export const attachments = {
  title: both('Ảnh và văn bản', 'Photos and papers'),
  photos: both('Ảnh địa điểm', 'Photos of the place'),
  takePhoto: both('Chụp ảnh', 'Take a photo'),
  addPhoto: both('Thêm ảnh', 'Add a photo'),
  photoMore: both(
    'Chỉ chụp địa điểm, không chụp người. Vị trí và thông tin máy ảnh bị xóa khỏi ảnh.',
    'Of the place only, never of people. Position and camera are removed from it.',
  ),
  photoNumber: both(
    (p: { number: string }) => `Ảnh ${p.number}`,
    ({ number }) => `Photo ${number}`,
  ),
  removePhoto: both(
    (p: { number: string }) => `Bỏ ảnh ${p.number}`,
    ({ number }) => `Remove photo ${number}`,
  ),
  mostPhotos: both(
    (p: { count: string }) => `Tối đa ${p.count} ảnh.`,
    ({ count }) => `At most ${count} photos.`,
  ),
  preparing: both('Đang thu nhỏ ảnh…', 'Making the photo smaller…'),
  open: both(
    (p: { number: string; date: string }) => `Mở ảnh ${p.number}, ${p.date}`,
    ({ number, date }) => `Open photo ${number}, ${date}`,
  ),
  photoAlt: both(
    (p: { date: string }) => `Ảnh địa điểm, ${p.date}`,
    ({ date }) => `Photo of the place, ${date}`,
  ),
  awaited: both(
    (p: { count: string }) => `${p.count} ảnh chưa được gửi tới`,
    ({ count }) => `${count} photos have not arrived yet`,
  ),
  broken: both('Không tải được ảnh.', 'The photo could not be loaded.'),
  paper: both(
    (p: { number: string }) => `Văn bản ${p.number}`,
    ({ number }) => `Paper ${number}`,
  ),
  paperSize: both(
    (p: { size: string }) => `PDF, ${p.size}`,
    ({ size }) => `PDF, ${size}`,
  ),
  removedParts: both(
    (p: { parts: string }) => `Đã bỏ khỏi tệp: ${p.parts}.`,
    ({ parts }) => `Taken out of the file: ${parts}.`,
  ),
  part: {
    author: both('thông tin người tạo', 'who made it'),
    commands: both('mã lệnh', 'commands'),
    files: both('tệp đính kèm bên trong', 'files within it'),
    form_program: both('biểu mẫu XFA', 'an XFA form'),
    history: both('các bản trước', 'earlier states'),
    links: both('liên kết ra ngoài', 'links to elsewhere'),
    media: both('phim và âm thanh', 'films and sounds'),
  },
  keptSigned: both(
    'Có chữ ký số: tệp được giữ nguyên, kể cả tên người tạo. Máy chủ không kiểm tra chữ ký.',
    'Digitally signed: the file was left as it came, with its author. The server does not check the signature.',
  ),
  paperMore: both(
    'Mã lệnh, tệp đính kèm, liên kết và thông tin người tạo được bỏ khỏi PDF; PDF có chữ ký số được giữ nguyên.',
    'Commands, files within, links and the author are taken out of a PDF; one with a digital signature is left as it is.',
  ),
  by: both(
    (p: { name: string; at: string }) => `${p.name}, ${p.at}`,
    ({ name, at }) => `${name}, ${at}`,
  ),
  takenOn: both(
    (p: { date: string }) => `chụp ngày ${p.date}`,
    ({ date }) => `taken on ${date}`,
  ),
  withdrawn: both('Đã rút lại', 'Withdrawn'),
  withdrawnMore: both(
    (p: { name: string; at: string; reason: string }) => `${p.name}, ${p.at}. Lý do: ${p.reason}`,
    ({ name, at, reason }) => `${name}, ${at}. Reason: ${reason}`,
  ),
  withdraw: both('Rút lại', 'Withdraw'),
  withdrawPhoto: both('Rút lại ảnh', 'Withdraw the photo'),
  withdrawPaper: both('Rút lại văn bản', 'Withdraw the paper'),
  withdrawMore: both(
    'Tệp bị ẩn với mọi người nhưng vẫn được giữ; hồ sơ ghi ai rút lại và vì sao.',
    'It is hidden from everybody but kept; the record says who withdrew it and why.',
  ),
  withdrawReason: both('Vì sao rút lại', 'Why it is withdrawn'),
  reasonMissing: both('Ghi lý do, ít nhất 3 ký tự.', 'Give the reason, at least 3 characters.'),
  withdrawDone: both('Đã rút lại.', 'Withdrawn.'),
  addPaper: both('Thêm ảnh hoặc văn bản', 'Add a photo or paper'),
  file: both('Tệp', 'File'),
  fileMissing: both('Chọn một tệp.', 'Choose a file.'),
  fileMore: both(
    'Ảnh JPEG, PNG, WebP, HEIC hoặc văn bản PDF, tối đa 20 MB.',
    'A JPEG, PNG, WebP or HEIC photo or a PDF, at most 20 MB.',
  ),
  choose: both('Chọn tệp', 'Choose a file'),
  chooseOther: both('Chọn tệp khác', 'Choose another file'),
  documentNumber: both('Số văn bản', 'Document number'),
  documentNumberMore: both(
    'Bắt buộc với văn bản PDF. Tên tệp không được lưu.',
    'Required for a PDF. The name of the file is not kept.',
  ),
  documentNumberMissing: both('Nhập số văn bản.', 'Enter the document number.'),
  secretTitle: both('Văn bản Mật chỉ ghi số', 'Secret papers are given by number only'),
  secretMore: both(
    'Không tải lên văn bản có dấu Mật, Tối mật hoặc Tuyệt mật, kể cả bản quét: hệ thống này không dùng cho bí mật nhà nước. Chỉ ghi số văn bản vào hồ sơ.',
    'Do not upload papers marked Mật, Tối mật or Tuyệt mật, not even as scans: this system is not for state secrets. Give the number of the paper in the record.',
  ),
  send: both('Gửi', 'Send'),
  sent: both('Đã thêm vào hồ sơ.', 'Added to the record.'),
  willRecord: {
    tip: both('Tin', 'Tip'),
    point: both('Điểm', 'Point'),
    file: both('Tệp', 'File'),
    number: both('Số văn bản', 'Document number'),
    by: both('Người gửi', 'Sent by'),
  },
  close: both('Đóng ảnh', 'Close the photo'),
};
