import os from 'node:os';

/** What the figures were measured on. Nothing that names the machine or its folders. */
export function environment() {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: cpus.length,
    /** Processes that wanted a core on average during the last minute: above `cores`, absolute figures are low. */
    load: Number((os.loadavg()[0] ?? 0).toFixed(1)),
    platform: `${os.platform()} ${os.arch()}`,
    node: process.version,
  };
}
