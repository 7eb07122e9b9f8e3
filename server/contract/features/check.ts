import type { FeatureDeclaration } from './declaration.ts';

/** Problems with looks at closed places, their schedule, and photos and papers of places; files that a scanner refuses. */
export const CHECK = {
  problems: {
    'check.schedule_in_past': {
      status: 422,
      vi: 'Lịch kiểm tra mới không được bắt đầu trước hôm nay: những ngày đã qua giữ theo lịch cũ. Hãy chọn hôm nay hoặc một ngày sau.',
      en: 'A new schedule cannot begin before today: past days keep the old one. Choose today or a later day.',
    },
    'check.schedule_lax': {
      status: 400,
      vi: 'Lịch này lỏng hơn mức cho phép: lần xem đầu tiên không muộn hơn {latestFirstLook} ngày sau triệt xóa, theo dõi ít nhất {leastWatchDays} ngày. Hãy đặt chặt hơn.',
      en: 'This schedule is laxer than allowed: the first look no later than {latestFirstLook} days after the elimination, the watch for at least {leastWatchDays} days. Set a stricter one.',
    },
    'check.schedule_day_taken': {
      status: 409,
      vi: 'Đã có một lịch kiểm tra bắt đầu từ ngày này. Hãy chọn một ngày khác.',
      en: 'There already is a schedule that begins on this day. Choose another day.',
      constraints: ['setting_pkey'],
    },
    'file.malicious': {
      status: 422,
      vi: 'Tệp này chứa mã độc đã biết, nên không được nhận. Đừng mở tệp; hãy báo cho quản trị viên và quét máy của bạn.',
      en: 'This file holds known malicious content, so it was not taken. Do not open it; tell your administrator and scan your machine.',
    },
    'file.not_scanned': {
      status: 503,
      vi: 'Máy chủ chưa quét được mã độc trong tệp này, nên chưa nhận. Hãy gửi lại sau ít phút; nếu vẫn vậy, hãy báo cho quản trị viên.',
      en: 'The server could not scan this file for malicious content, so it was not taken. Send it again in some minutes; tell your administrator if it stays so.',
    },
    'attachment.not_found': {
      status: 404,
      vi: 'Không tìm thấy ảnh hoặc văn bản này trong phạm vi bạn được xem. Hãy tải lại hồ sơ.',
      en: 'There is no such photo or paper within what you may see. Reload the record.',
    },
    'attachment.id_taken': {
      status: 409,
      vi: 'Mã của tệp này đã dùng cho một tệp khác. Hãy chọn lại tệp rồi gửi lại.',
      en: 'The id of this file already stands for another one. Choose the file again and send it.',
      constraints: ['check_photo_pkey'],
    },
    'attachment.unknown_type': {
      status: 415,
      vi: 'Không nhận tệp này: nội dung không phải ảnh JPEG, PNG, WebP, HEIC hay văn bản PDF. Hãy chọn tệp khác.',
      en: 'This file is not taken: its content is no JPEG, PNG, WebP or HEIC photo and no PDF. Choose another one.',
    },
    'attachment.unreadable': {
      status: 422,
      vi: 'Không đọc được tệp[ {type}] này (hỏng, có mật khẩu hoặc định dạng máy chủ không mở được), chưa lưu gì. Hãy chụp hoặc xuất lại thành JPEG hay PDF thường rồi gửi lại.',
      en: 'This[ {type}] file cannot be read (damaged, locked or in a form that the server does not open); nothing was kept. Take or export it again as JPEG or plain PDF.',
    },
    'attachment.too_many_pixels': {
      status: 422,
      vi: 'Ảnh quá lớn khi mở ra[ ({megapixels} triệu điểm ảnh, tối đa {limit})]. Hãy chụp ở cỡ nhỏ hơn rồi gửi lại.',
      en: 'The photo is too large once opened[ ({megapixels} megapixels, at most {limit})]. Take it at a smaller size and send it again.',
    },
    'attachment.photo_expected': {
      status: 422,
      vi: 'Kết quả kiểm tra chỉ kèm ảnh của địa điểm. Hãy gửi văn bản PDF ở mục văn bản của điểm.',
      en: 'A check carries photos of the place only. Send the PDF among the papers of the point.',
    },
    'attachment.secret': {
      status: 422,
      vi: 'Văn bản có dấu Mật, Tối mật hoặc Tuyệt mật nên không được lưu ở đây. Hãy chỉ ghi số văn bản.',
      en: 'The paper is marked secret and must not be kept here. Give its number only.',
    },
    'attachment.not_harmless': {
      status: 422,
      vi: 'Văn bản có phần tự chạy mà máy chủ không bỏ được nếu vẫn giữ nguyên nội dung, nên không được nhận hoặc đưa ra. Hãy in văn bản ra PDF rồi gửi bản đó.',
      en: 'The paper has active parts that cannot be taken out without changing what it says, so it is neither taken nor given out. Print it to a PDF and send that one.',
    },
    'attachment.signed_active': {
      status: 422,
      vi: 'Văn bản có chữ ký số và có mã lệnh, tệp đính kèm hoặc dữ liệu lạ bên trong; bỏ đi sẽ làm hỏng chữ ký, nên không được nhận. Hãy in văn bản ra PDF rồi gửi bản đó, hoặc chỉ ghi số văn bản.',
      en: 'The paper is digitally signed and holds commands, files or foreign data; to take them out would break the signature, so it is not taken. Print it to a PDF and send that one, or give its number only.',
    },
    'attachment.number_required': {
      status: 422,
      vi: 'Văn bản cần có số. Hãy nhập số văn bản rồi gửi lại.',
      en: 'A paper needs its number. Enter it and send again.',
    },
    'attachment.not_kept': {
      status: 503,
      vi: 'Chưa lưu được tệp: kho tệp của máy chủ không trả lời hoặc không nhận. Tệp vẫn còn trên thiết bị; hãy gửi lại sau ít phút.',
      en: 'The file was not kept: the store of the server does not answer or refuses it. It is still on the device; send it again in a few minutes.',
    },
    'attachment.content_away': {
      status: 503,
      vi: 'Chưa lấy được nội dung của ảnh hoặc văn bản này từ kho tệp. Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị viên.',
      en: 'The store does not give the content of this photo or paper at present. Try again in a few minutes; if it stays so, tell an administrator.',
    },
    'attachment.withdrawn': {
      status: 410,
      vi: 'Ảnh hoặc văn bản này đã được rút lại. Lý do ghi trong hồ sơ của điểm.',
      en: 'This photo or paper was withdrawn. The reason stands in the record of the point.',
    },
  },
} as const satisfies FeatureDeclaration;
