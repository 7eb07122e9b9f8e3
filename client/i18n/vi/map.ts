export const map = {
  title: 'Bản đồ',
};
