/**
 * Has every device that these adapters give watched. The library tells nobody that its device was lost: it unloads the model, and a prompt
 * that it was reading stays without an answer.
 *
 * @param adapters `GPUAdapter.prototype`
 * @param onLost called once for each lost device, with what the browser says of it
 */
export function watchDevices(adapters: Pick<GPUAdapter, 'requestDevice'>, onLost: (message: string) => void): void {
  const { requestDevice } = adapters;
  adapters.requestDevice = async function (this: GPUAdapter, ...wanted) {
    const device = await requestDevice.apply(this, wanted);
    void device.lost.then(({ message }) => onLost(message));
    return device;
  };
}
