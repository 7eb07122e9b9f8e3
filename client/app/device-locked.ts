/** No network, and what this device keeps of its session has to be opened by its person first. */
export class DeviceLocked extends Error {
  constructor() {
    super('the device is locked');
    this.name = 'DeviceLocked';
  }
}
