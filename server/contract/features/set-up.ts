import type { FeatureDeclaration } from './declaration.ts';

const AS_BEFORE = 'Hệ thống vẫn trống như trước.';
const STILL_EMPTY = 'The installation is as empty as before.';

/** Problems of restoring a backup into an unused installation. */
export const SET_UP = {
  problems: {
    'set_up.used': {
      status: 409,
      vi: 'Hệ thống đã có dữ liệu nên không khôi phục từ trang này. Hãy cài đặt một hệ thống trống rồi khôi phục ở đó.',
      en: 'The installation holds data, so nothing is restored from this page. Install an empty one and restore there.',
    },
    'set_up.not_owner': {
      status: 409,
      vi: 'Máy chủ này kết nối cơ sở dữ liệu bằng tài khoản không sở hữu bảng nên không khôi phục từ trang này. Hãy dùng lệnh npm run cli -- restore với DATABASE_OWNER_URL.',
      en: 'This server signs in to the database as a role that owns no table, so nothing is restored from this page. Use npm run cli -- restore with DATABASE_OWNER_URL.',
    },
    'set_up.under_way': {
      status: 409,
      vi: 'Một lần khôi phục khác đang thực hiện. Hãy đợi lần đó xong; trang này hiện tiến độ.',
      en: 'Another restore is under way. Wait for its end; this page shows how far it is.',
    },
    'set_up.wrong_code': {
      status: 403,
      vi: 'Mã cài đặt không đúng. Hãy xem mã trong nhật ký máy chủ của lần khởi động gần nhất (hoặc DIABAN_SET_UP_CODE) rồi nhập lại.',
      en: 'The installation code is wrong. Look it up in the log of the latest start of the server (or DIABAN_SET_UP_CODE) and enter it again.',
    },
    'set_up.cut': {
      status: 400,
      vi: `Tệp chưa đến đủ: đường truyền bị ngắt. ${AS_BEFORE} Hãy chọn tệp và gửi lại.`,
      en: `The file did not arrive as a whole: the line was cut. ${STILL_EMPTY} Choose the file and send it again.`,
    },
    'set_up.too_slow': {
      status: 400,
      vi: `Tệp đến quá chậm: mỗi phút chưa đủ 1 MiB, hoặc đã quá một giờ. ${AS_BEFORE} Hãy gửi lại từ máy gần máy chủ hơn, hoặc chép tệp sang máy chủ rồi chạy lệnh restore.`,
      en: `The file came too slowly: less than 1 MiB in a minute, or longer than an hour. ${STILL_EMPTY} Send it again from a machine nearer to the server, or copy it there and run the restore command.`,
    },
    'set_up.no_backup': {
      status: 422,
      vi: `Tệp này không phải bản sao lưu của Địa Bàn. ${AS_BEFORE} Hãy chọn tệp .backup do hệ thống tạo ra.`,
      en: `This file is no backup of Địa Bàn. ${STILL_EMPTY} Choose a .backup file that the system has made.`,
    },
    'set_up.damaged': {
      status: 422,
      vi: `Bản sao lưu bị thiếu hoặc đã bị sửa: nội dung không khớp mã đối chiếu. ${AS_BEFORE} Hãy sao chép lại tệp gốc hoặc dùng bản sao lưu khác.`,
      en: `The backup is cut short or was changed: its content does not give its hash. ${STILL_EMPTY} Copy the original again, or take another backup.`,
    },
    'set_up.newer': {
      status: 422,
      vi: `Bản sao lưu do phiên bản Địa Bàn mới hơn tạo ra. ${AS_BEFORE} Hãy cài phiên bản mới đó rồi khôi phục lại.`,
      en: `A newer version of Địa Bàn has made this backup. ${STILL_EMPTY} Install that version, then restore again.`,
    },
    'set_up.other_program': {
      status: 422,
      vi: `Bản sao lưu có các bảng mà chương trình này không có. ${AS_BEFORE} Hãy dùng chương trình đã tạo bản sao lưu.`,
      en: `The backup has tables that this program does not know. ${STILL_EMPTY} Use the program that has made it.`,
    },
    'set_up.demonstration': {
      status: 422,
      vi: `Bản sao lưu chứa dữ liệu minh họa, mật khẩu ai cũng biết, nên không khôi phục lên máy chủ mà người khác truy cập được. ${AS_BEFORE} Hãy dùng bản sao lưu của hệ thống thật.`,
      en: `The backup holds the demonstration, whose passwords are published; it is not restored where others can reach the server. ${STILL_EMPTY} Take a backup of the real installation.`,
    },
    'set_up.disk_full': {
      status: 507,
      vi: `Ổ đĩa của máy chủ không đủ chỗ để khôi phục. ${AS_BEFORE} Hãy giải phóng ổ đĩa rồi gửi lại.`,
      en: `The disk of the server has no room for the restore. ${STILL_EMPTY} Free the disk and send again.`,
    },
    'set_up.failed': {
      status: 500,
      vi: `Khôi phục không thành. ${AS_BEFORE} Hãy xem nhật ký máy chủ, xử lý nguyên nhân rồi thử lại.`,
      en: `The restore failed. ${STILL_EMPTY} Look at the log of the server, mend the cause and try again.`,
    },
  },
} as const satisfies FeatureDeclaration;
