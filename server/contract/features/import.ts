import type { FeatureDeclaration } from './declaration.ts';

/** Problems with tables that are read into a register, and with taking them back. */
export const IMPORT = {
  problems: {
    'import.not_a_table': {
      status: 422,
      vi: 'Không đọc được tệp. Hãy chọn bảng CSV, XLSX có dòng tiêu đề, hoặc lớp bản đồ GeoJSON, KML, KMZ, GPX, GeoPackage, MIF, hoặc Shapefile, MapInfo TAB nén ZIP.',
      en: 'The file cannot be read. Choose a table (CSV, XLSX) with a header row, or a map layer: GeoJSON, KML, KMZ, GPX, GeoPackage, MIF, or a zipped Shapefile or MapInfo TAB.',
    },
    'import.file_broken': {
      status: 422,
      vi: 'Tệp bị hỏng[ ở dòng {line}], chưa nhập gì. Hãy mở tệp, lưu lại rồi thử lần nữa.',
      en: 'The file is damaged[ at line {line}]; nothing was imported. Open it, save it again and retry.',
      constraints: ['gazetteer_entry_lengths'],
    },
    'import.text_unreadable': {
      status: 422,
      vi: 'Không nhận ra bảng mã chữ Việt của tệp, chưa nhập gì. Hãy lưu lại dưới dạng XLSX hoặc CSV UTF-8 rồi thử lần nữa.',
      en: 'The encoding of the file’s Vietnamese letters is unknown; nothing was imported. Save it as XLSX or CSV UTF-8 and retry.',
    },
    'import.empty': {
      status: 422,
      vi: 'Tệp không có dòng dữ liệu nào. Hãy kiểm tra lại tệp hoặc trang tính.',
      en: 'The file holds no rows. Check the file or the sheet.',
    },
    'import.too_many_rows': {
      status: 422,
      vi: 'Tệp có quá nhiều dòng[ (tối đa {limit})]. Hãy chia thành nhiều tệp nhỏ hơn.',
      en: 'The file has too many rows[ (at most {limit})]. Split it into smaller files.',
    },
    'import.zip_too_large': {
      status: 422,
      vi: 'Tệp nén bung ra quá lớn nên bị từ chối, chưa nhập gì. Hãy lưu bảng dưới dạng CSV, hoặc chỉ nén lớp bản đồ cần nhập.',
      en: 'The file unpacks to more than allowed and was refused; nothing was imported. Save a table as CSV, or pack only the layer that you need.',
    },
    'import.several_layers': {
      status: 422,
      vi: 'Tệp có nhiều lớp[: {names}]. Hãy chọn lớp cần nhập ở ô “Lớp”.',
      en: 'The file holds several layers[: {names}]. Choose the one to import in the field “Layer”.',
    },
    'import.crs_unknown': {
      status: 422,
      vi: 'Chưa hỗ trợ hệ tọa độ của tệp[: {found}]. Hãy chọn hệ tọa độ ở ô “Hệ tọa độ của tệp”, hoặc xuất lại lớp theo WGS 84 (EPSG:4326) hoặc VN-2000.',
      en: 'The coordinate system of the file is not supported[: {found}]. Choose it in the field “Coordinate system of the file”, or export the layer in WGS 84 (EPSG:4326) or VN-2000.',
    },
    'import.mapping_incomplete': {
      status: 422,
      vi: 'Chưa ghép đủ cột bắt buộc[: {missing}]. Hãy chọn cột cho từng mục còn thiếu.',
      en: 'Not every required column is mapped[: {missing}]. Choose a column for each one missing.',
    },
    'import.rows_invalid': {
      status: 422,
      vi: 'Có dòng chưa hợp lệ[ ({count} dòng)], chưa ghi gì. Hãy sửa các dòng được nêu, hoặc chọn bỏ qua chúng rồi nhập lại.',
      en: 'Some rows are not valid[ ({count})]; nothing was written. Correct the rows named, or choose to leave them out and import again.',
    },
    'import.not_found': {
      status: 404,
      vi: 'Không tìm thấy lượt nhập này, có thể đã hết hạn. Hãy tải tệp lên lại.',
      en: 'There is no such import; it may have expired. Upload the file again.',
    },
    'import.cancelled': {
      status: 409,
      vi: 'Lượt nhập đã bị hủy và không để lại gì. Hãy tải tệp lên lại nếu vẫn cần.',
      en: 'The import was cancelled and left nothing behind. Upload the file again if it is still needed.',
    },
    'import.already_running': {
      status: 409,
      vi: 'Đang có một lượt nhập khác chạy. Hãy đợi lượt đó xong hoặc hủy nó trước.',
      en: 'Another import is running. Wait for it to finish or cancel it first.',
    },
    'import.nothing_to_write': {
      status: 422,
      vi: 'Không có dòng mới nào để ghi: mọi dòng đã có trong sổ hoặc bị từ chối. Hãy xem lý do ở từng dòng.',
      en: 'There is nothing new to write: every row is already in the register or was refused. See the reason beside each row.',
    },
    'import.run_not_found': {
      status: 404,
      vi: 'Không tìm thấy lượt nhập này. Hãy tải lại danh sách các lượt nhập.',
      en: 'There is no such import. Reload the list of imports.',
    },
    'import.nothing_refused': {
      status: 422,
      vi: 'Mọi dòng của tệp đều ghi được, không có dòng nào để tải về. Hãy ghi vào danh mục.',
      en: 'Every row of the file can be written; there is none to download. Write them to the register.',
    },
    'import.undone_already': {
      status: 409,
      vi: 'Lượt nhập này đã được hoàn tác. Hãy tải lại danh sách các lượt nhập.',
      en: 'This import has been undone already. Reload the list of imports.',
    },
    'import.rows_not_kept': {
      status: 409,
      vi: 'Lượt nhập này có trước khi hệ thống lưu từng dòng nên không hoàn tác được. Hãy xử lý từng điểm trên hồ sơ điểm.',
      en: 'This import dates from before its rows were kept and cannot be undone. Decide on its points one by one.',
    },
    'import.points_stand': {
      status: 409,
      vi: 'Không hoàn tác được: đã có việc ghi sau đó trên[ {count}] điểm của lượt nhập[ ({names})]. Hãy xử lý từng điểm trên hồ sơ điểm.',
      en: 'It cannot be undone:[ {count}] points of the import have later acts[ ({names})]. Decide on the points one by one.',
    },
    'import.word_understood': {
      status: 409,
      vi: 'Từ[ “{word}”] đã được hiểu sẵn, không cần ghi nhớ thêm. Hãy đọc lại tệp.',
      en: 'The word[ “{word}”] is understood already and needs no teaching. Read the file again.',
    },
    'import.word_taken': {
      status: 409,
      vi: 'Từ này đã được gắn với một loại hình. Hãy bỏ cách hiểu cũ trước khi gắn loại hình khác.',
      en: 'This word means a category already. Take that back before it is given another one.',
      constraints: ['import_word_once'],
    },
    'import.word_not_found': {
      status: 404,
      vi: 'Không tìm thấy từ này, hoặc từ đã được bỏ. Hãy tải lại danh sách từ.',
      en: 'There is no such word, or it was taken back. Reload the list of words.',
    },
    'import.nothing_waits': {
      status: 409,
      vi: 'Không còn điểm nào của bảng này chờ chấp nhận. Hãy tải lại danh sách các bảng đang chờ.',
      en: 'No point of this table waits to be accepted any more. Reload the list of tables that wait.',
    },
    'import.own_claims': {
      status: 403,
      vi: 'Người nhập bảng không được tự chấp nhận trạng thái ghi trong bảng. Hãy để một người khác của cơ quan thường trực xem xét.',
      en: 'Who imported a table may not accept what it claims. Leave it to another person of the standing agency.',
    },
  },
} as const satisfies FeatureDeclaration;
