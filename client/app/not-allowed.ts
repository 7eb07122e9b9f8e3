/** The signed-in role has no such screen. The server would refuse as well; this says it sooner. */
export class NotAllowed extends Error {
  constructor() {
    super('not allowed');
    this.name = 'NotAllowed';
  }
}
