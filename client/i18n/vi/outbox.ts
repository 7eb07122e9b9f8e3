/** What waits on the device to be sent, and how fresh the shown data are. */
export const outbox = {
  title: 'Hộp chờ gửi',
  leadUnsent: (p: { count: string }) =>
    `${p.count} việc còn trên máy này, sẽ gửi lần lượt khi có mạng.`,
  leadRefused: (p: { count: string }) => `${p.count} việc cần bạn xem lại.`,
  leadNone: 'Mọi việc đã gửi.',
  list: 'Các việc trên máy này, cũ trước',
  emptyTitle: 'Không có việc nào chờ gửi',
  empty:
    'Việc ghi khi không có mạng được giữ ở đây, còn nguyên khi tắt trình duyệt, và tự gửi khi có mạng lại.',
  toWork: 'Về việc cần làm',
  sendNow: 'Gửi ngay',
  kept: (p: { act: string; code: string }) =>
    `Chưa có mạng: đã giữ “${p.act}”, ${p.code}, để gửi sau.`,
  replaced: 'Đã sửa việc chờ gửi.',
  state: {
    waiting: 'Chờ mạng',
    behind: 'Chờ việc trước về cùng điểm',
    unsure: 'Đã thử gửi, chưa rõ máy chủ nhận chưa; gửi lại không ghi hai lần',
    sending: 'Đang gửi…',
    refused: 'Máy chủ không nhận',
    conflict: 'Có thay đổi trong lúc bạn ngoại tuyến',
    sent: (p: { time: string }) => `Đã gửi lúc ${p.time}`,
  },
  written: (p: { time: string }) => `Ghi lúc ${p.time}`,
  photos: (p: { count: string; size: string }) => `${p.count} ảnh kèm theo, ${p.size}`,
  content: 'Nội dung sẽ ghi',
  mine: 'Việc của bạn',
  mineMore: 'Chưa được ghi vào sổ.',
  meanwhile: 'Đã ghi trong lúc đó',
  meanwhileLine: (p: { who: string; time: string }) => `${p.who}, ${p.time}`,
  meanwhileNone: 'Không thấy việc nào được ghi về điểm này từ khi bạn xem.',
  retry: 'Gửi lại',
  retryMore: 'Bạn đã xem thay đổi và vẫn muốn ghi',
  change: 'Sửa',
  changeGone: 'Việc này vừa được gửi đi nên không sửa được nữa.',
  discard: 'Bỏ',
  discardTitle: 'Bỏ việc chưa gửi này?',
  discardLead: 'Việc này sẽ không được ghi vào sổ và không lấy lại được.',
  discardUnsure: 'Đã thử gửi một lần: có thể máy chủ đã ghi. Bỏ ở đây không xóa việc đã ghi.',
  sealed: (p: { count: string }) =>
    `${p.count} việc chưa gửi của bạn đang niêm phong từ khi phiên trước bị kết thúc; sẽ tự mở và gửi khi có mạng.`,
  sealedAtSignIn: (p: { count: string }) =>
    `Trên máy này còn ${p.count} việc chưa gửi, đã niêm phong. Đăng nhập bằng đúng tài khoản đã ghi để gửi tiếp.`,
  wiped: (p: { count: string }) =>
    `Quản trị viên đã cho xóa dữ liệu của tài khoản trên máy này. ${p.count} việc chưa gửi đã bị xóa và không được gửi đi; hãy ghi lại nếu còn cần.`,
  wipedNothing:
    'Quản trị viên đã cho xóa dữ liệu của tài khoản trên máy này. Không có việc nào chưa gửi bị xóa.',
  others: (p: { count: string }) =>
    `Trên máy này còn ${p.count} việc chưa gửi của tài khoản khác. Chúng chỉ được gửi khi người đó đăng nhập.`,
  offline: 'Ngoại tuyến',
  offlineAt: (p: { moment: string }) => `Ngoại tuyến, dữ liệu lúc ${p.moment}`,
  unsent: (p: { count: string }) => `${p.count} việc chưa gửi`,
  refused: (p: { count: string }) => `${p.count} việc cần xem lại`,
  clockBehind:
    'Khi ghi việc này, đồng hồ của máy chậm hơn máy chủ. Xem lại ngày giờ trong nội dung: đúng thì gửi lại, sai thì sửa.',
  clockOff: 'Đồng hồ của máy này sai; ngày giờ ghi lấy theo máy chủ.',
  waitsHere: (p: { act: string }) => `“${p.act}” chờ gửi khi có mạng`,
  refusedHere: (p: { act: string }) => `“${p.act}” chưa được nhận, hãy xem lại`,
  open: 'Xem hộp chờ gửi',
  signOutTitle: 'Còn việc chưa gửi',
  signOutLead: (p: { count: string }) =>
    `${p.count} việc chỉ có trên máy này. Đăng xuất sẽ xóa chúng cùng mọi dữ liệu đã lưu trên máy.`,
  signOutAnyway: 'Đăng xuất và xóa',
  signOutStay: 'Ở lại',
  updateReady: 'Có phiên bản mới',
  update: 'Cập nhật',
  updateMore: 'Việc chờ gửi được giữ nguyên.',
};
