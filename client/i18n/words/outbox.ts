import { Both, both } from '#client/i18n/both.ts';

/** Words of the outbox and of the age of the data shown. */
export const outbox = {
  title: both('Hộp chờ gửi', 'Outbox'),
  leadUnsent: both(
    '{count} việc còn trên máy này, sẽ gửi lần lượt khi có mạng.',
    '{count} kept on this device, sent in order once there is a network.',
  ),
  leadRefused: both('{count} việc cần bạn xem lại.', '{count} need another look.'),
  leadNone: both('Mọi việc đã gửi.', 'Everything has been sent.'),
  list: both('Các việc chưa gửi, việc cần xem lại trước', 'Not sent yet, to look at again first'),
  sentList: both('Đã gửi: {count} việc', 'Sent: {count}'),
  settled: both(
    'Nội dung này đã được xử lý nên không gửi lại được. Xem hai bên rồi bấm “Bỏ”.',
    'This matter is decided and cannot be sent again. Look at both sides, then press “Discard”.',
  ),
  emptyTitle: both('Không có việc nào chờ gửi', 'Nothing waits to be sent'),
  empty: both(
    'Việc ghi khi không có mạng được giữ ở đây, còn nguyên khi tắt trình duyệt, và tự gửi khi có mạng lại.',
    'What you record without a network is kept here, survives a closed browser, and is sent by itself once there is one.',
  ),
  toWork: both('Về việc cần làm', 'Back to my tasks'),
  sendNow: both('Gửi ngay', 'Send now'),
  kept: both(
    'Đã giữ “{act}”, {code}, trên máy này để gửi sau.',
    '“{act}”, {code}, is kept on this device to be sent later.',
  ),
  replaced: both('Đã sửa việc chờ gửi.', 'The waiting entry has been changed.'),
  state: {
    waiting: both('Chờ mạng', 'Waits for a network'),
    behind: both('Chờ việc trước về cùng điểm', 'Waits for an earlier entry about the same point'),
    unsure: both(
      'Đã gửi nhưng chưa rõ máy chủ đã nhận hay chưa; gửi lại không bị ghi trùng',
      'Sent once without an answer; sending again does not record it twice',
    ),
    serverFailed: both(
      'Máy chủ đang gặp lỗi (mã {status}); sẽ tự gửi lại',
      'The server has a failure (code {status}); it is sent again by itself',
    ),
    noRoom: both(
      'Máy chủ hết chỗ lưu; sẽ tự gửi lại. Hãy báo quản trị viên',
      'The server has no room left; it is sent again by itself. Tell the administrator',
    ),
    stranger: both(
      'Một thiết bị trên đường mạng (cổng Wi-Fi, tường lửa) chặn việc này (mã {status}); đổi mạng rồi gửi lại',
      'A device on the line (a Wi-Fi portal, a firewall) blocks it (code {status}); change the network and send again',
    ),
    tooLarge: both(
      'Thiết bị trên đường mạng không cho qua tệp lớn như vậy; đổi mạng, hoặc bỏ ảnh',
      'A device on the line lets no file of that size through; change the network, or drop the photo',
    ),
    another: both(
      'Địa chỉ này nay là một cài đặt khác; đăng nhập lại để gửi',
      'This address is another installation now; sign in again to send',
    ),
    unproved: both(
      'Máy chủ chưa chứng thực là đã ghi; sẽ tự gửi lại, không bị ghi trùng',
      'The server has not proved that it recorded it; it is sent again by itself and not recorded twice',
    ),
    sending: both('Đang gửi…', 'Being sent…'),
    refused: both('Máy chủ không nhận', 'Not accepted by the server'),
    conflict: both(
      'Có thay đổi trong lúc bạn ngoại tuyến',
      'Something changed while you were offline',
    ),
    sent: both('Đã gửi lúc {time}', 'Sent at {time}'),
  },
  written: both('Ghi lúc {time}', 'Written at {time}'),
  receipt: both('Biên nhận của máy chủ', 'Receipt of the server'),
  receiptMore: both(
    'Chữ ký của máy chủ trên nội dung đã ghi; giữ tệp này để đối chiếu với nhật ký.',
    'The server’s signature over what was recorded; keep this file to compare it with the log.',
  ),
  receiptSave: both('Lưu biên nhận', 'Save the receipt'),
  photos: both('{count} ảnh kèm theo, {size}', '{count} photos with it, {size}'),
  content: both('Nội dung sẽ ghi', 'What will be recorded'),
  mine: both('Việc của bạn', 'Yours'),
  mineMore: both('Chưa được ghi vào sổ.', 'Not in the register yet.'),
  meanwhile: both('Trong sổ hiện có', 'In the register now'),
  meanwhileLine: both('{who}, {time}', '{who}, {time}'),
  meanwhileNone: both(
    'Sổ chưa có bản ghi nào về nơi này mà bạn xem được.',
    'The register has no record about this place that you may see.',
  ),
  retry: both('Gửi lại', 'Send again'),
  retryMore: both(
    'Bạn đã xem thay đổi và vẫn muốn ghi',
    'You have seen what changed and still want it recorded',
  ),
  change: both('Sửa', 'Change'),
  changeGone: both(
    'Việc này vừa được gửi đi nên không sửa được nữa.',
    'This entry has just been sent and cannot be changed any more.',
  ),
  discard: both('Bỏ', 'Discard'),
  discardTitle: both('Bỏ việc chưa gửi này?', 'Discard this unsent entry?'),
  discardLead: both(
    'Việc này sẽ không được ghi vào sổ và không lấy lại được.',
    'It will not be recorded and cannot be brought back.',
  ),
  discardUnsure: both(
    'Đã thử gửi một lần: có thể máy chủ đã ghi. Bỏ ở đây không xóa việc đã ghi.',
    'It was sent once: the server may have recorded it. Discarding it here does not undo that.',
  ),
  sealed: both(
    '{count} việc chưa gửi của bạn đang niêm phong từ khi phiên trước bị kết thúc; sẽ tự mở và gửi khi có mạng.',
    '{count} unsent entries of yours are sealed since the last session was ended; they open and go when there is a network.',
  ),
  others: both(
    'Trên máy này còn {count} việc chưa gửi của tài khoản khác. Chúng chỉ được gửi khi người đó đăng nhập.',
    '{count} unsent entries of another account are on this device. They are sent only when that person signs in.',
  ),
  ground: both(
    'Bản đồ đường phố dùng khi ngoại tuyến: {size}, lưu lúc {moment}.',
    'Street map for use offline: {size}, kept at {moment}.',
  ),
  groundNone: both(
    'Chưa lưu bản đồ đường phố để dùng khi ngoại tuyến.',
    'No street map is kept for use offline yet.',
  ),
  device: both('Máy này', 'This device'),
  ready: both(
    'Sẵn sàng khi mất mạng: {size} trên máy, cập nhật lúc {moment}.',
    'Ready without a network: {size} on the device, as of {moment}.',
  ),
  readyAt: both(
    'Sẵn sàng khi mất mạng, cập nhật lúc {moment}.',
    'Ready without a network, as of {moment}.',
  ),
  notReady: both(
    'Chưa sẵn sàng khi mất mạng: đang tải về máy. Giữ trang này mở khi còn mạng.',
    'Not ready without a network yet: it is being fetched. Keep this page open while there is a network.',
  ),
  lasting: both(
    'Trình duyệt đã cam kết không tự xóa dữ liệu này.',
    'The browser has promised not to delete these data of itself.',
  ),
  notLasting: both(
    'Trình duyệt chưa cam kết giữ dữ liệu này: khi thiếu chỗ, nó có thể xóa cả việc chưa gửi.',
    'The browser has not promised to keep these data: when space runs out it may delete even unsent work.',
  ),
  installWhy: both(
    'Cài Địa Bàn vào máy thì dữ liệu được giữ lâu dài.',
    'Installing Địa Bàn on the device makes the data last.',
  ),
  installOnApple: both(
    'Trên iPhone, iPad: bấm Chia sẻ, chọn “Thêm vào MH chính”, rồi mở Địa Bàn từ đó; nếu không, dữ liệu bị xóa sau 7 ngày không mở.',
    'On iPhone and iPad: press Share, choose “Add to Home Screen” and open Địa Bàn from there; otherwise data are deleted after 7 days without use.',
  ),
  askToLast: both('Yêu cầu trình duyệt giữ dữ liệu', 'Ask the browser to keep the data'),
  lastingRefused: both(
    'Trình duyệt chưa đồng ý. Hãy cài Địa Bàn vào máy, hoặc lưu việc chưa gửi thành tệp.',
    'The browser did not agree. Install Địa Bàn on the device, or save unsent work as a file.',
  ),
  install: both('Cài vào máy', 'Install on the device'),
  fileTitle: both('Chuyển việc chưa gửi sang máy khác', 'Move unsent work to another device'),
  fileLead: both(
    'Tệp gồm cả ảnh, được niêm phong: chỉ tài khoản của bạn mở được. Gửi từ cả hai máy cũng không ghi trùng.',
    'The file holds photos too and is sealed: only your account can open it. Sending from both devices records nothing twice.',
  ),
  fileSave: both('Lưu thành tệp', 'Save as a file'),
  fileTake: both('Lấy từ tệp của máy khác', 'Take a file of another device'),
  fileSaved: both(
    'Đã lưu {count} việc. Việc vẫn còn trên máy này.',
    'Saved {count}. They are still on this device.',
  ),
  fileTaken: both(
    'Đã lấy {count} việc từ tệp; {known} việc đã có trên máy này.',
    'Took {count} from the file; {known} were on this device already.',
  ),
  fileProblem: {
    no_key: both(
      'Chưa mở được: phải hỏi máy chủ một lần. Kết nối mạng rồi thử lại.',
      'This cannot be opened yet: the server has to be asked once. Connect to the network and try again.',
    ),
    unreadable: both(
      'Không đọc được tệp này. Chọn tệp đã lưu từ hộp chờ gửi, chưa sửa đổi.',
      'This file cannot be read. Choose a file saved from an outbox, unchanged.',
    ),
    other_account: both(
      'Tệp này của tài khoản khác. Đăng nhập bằng tài khoản đã lưu tệp.',
      'This file belongs to another account. Sign in with the account that saved it.',
    ),
  },
  offline: both('Ngoại tuyến', 'Offline'),
  offlineAt: both('Ngoại tuyến, dữ liệu lúc {moment}', 'Offline, data of {moment}'),
  strangerAnswers: both(
    'Một thiết bị trên đường mạng (cổng Wi-Fi, tường lửa) đang trả lời thay máy chủ: đăng nhập mạng đó hoặc đổi mạng.',
    'A device on the line (a Wi-Fi portal, a firewall) answers in the server’s place: sign in to that network or change it.',
  ),
  anotherAnswers: both(
    'Địa chỉ này nay là một cài đặt khác của phần mềm.',
    'This address is another installation of the product now.',
  ),
  signInAnew: both('Đăng nhập lại', 'Sign in again'),
  unsent: both('{count} việc chưa gửi', '{count} not sent yet'),
  refused: both('{count} việc cần xem lại', '{count} to look at again'),
  wrongClock: {
    surely: both(
      'Đồng hồ của máy này sai; ngày giờ ghi lấy theo máy chủ.',
      "This device's clock is wrong; days and times are taken from the server.",
    ),
    lately: both(
      'Đồng hồ của máy này lần trước sai; ngày giờ ghi sẽ được đối chiếu với máy chủ trước khi gửi.',
      "This device's clock was wrong lately; days and times are checked with the server before anything is sent.",
    ),
  },
  waitsHere: both('“{act}” chờ gửi khi có mạng', '“{act}” waits for a network'),
  blockedHere: both(
    '“{act}” chưa gửi được; lý do có trong hộp chờ gửi',
    '“{act}” could not be sent yet; the outbox says why',
  ),
  refusedHere: both(
    '“{act}” chưa được nhận, hãy xem lại',
    '“{act}” was not accepted: look at it again',
  ),
  open: both('Xem hộp chờ gửi', 'Open the outbox'),
  signOutTitle: both('Còn việc chưa gửi', 'Some work is not sent yet'),
  signOutLead: both(
    '{count} việc chỉ có trên máy này. Đăng xuất sẽ xóa chúng cùng mọi dữ liệu đã lưu trên máy.',
    '{count} entries are only on this device. Signing out deletes them, with all data kept here.',
  ),
  signOutAnyway: both('Đăng xuất và xóa', 'Sign out and delete'),
  signOutStay: both('Ở lại', 'Stay'),
  updateReady: both('Có phiên bản mới', 'A new version is ready'),
  update: both('Cập nhật', 'Update'),
  updateMore: both('Việc chờ gửi được giữ nguyên.', 'Unsent work is kept.'),
};

/** Sentences of what the device itself asks about before it sends anything. */
export const deviceProblems: Record<string, Both> = {
  'device.clock_wrong': new Both(
    'Khi ghi việc này, đồng hồ của máy không đúng: máy tính là {written}[, theo máy chủ là {real}]. Xem lại ngày giờ trong nội dung: đúng thì gửi lại, sai thì sửa.',
    "When this was written the device's clock was wrong: it took the time to be {written}[; by the server it was {real}]. Check the days and times in it: send it again if they are right, change them if not.",
  ),
};
