/** A machine that a model can run on. Figures are peaks of the maker: real programs reach a part of them. */
export interface Device {
  id: string;
  title: string;
  /** Bytes of memory that the GPU can use. */
  memory: number;
  /** Bytes a second between memory and GPU. */
  bandwidth: number;
  /** 16-bit operations a second, dense; null where no source says it, and time then follows from bytes alone. */
  peak: number | null;
  source: string;
}

const [giga, tera] = [1e9, 1e12];

/** Devices from a server to a phone. Gigabytes are those of the makers: 10^9 bytes. */
export const devices: readonly Device[] = [
  {
    id: 'b200',
    title: 'NVIDIA B200',
    memory: 192 * giga,
    bandwidth: 8 * tera,
    peak: 2250 * tera,
    source: 'inferenceengineering.tech/cheat-sheets/hardware, after the data sheet',
  },
  {
    id: 'h200',
    title: 'NVIDIA H200 SXM',
    memory: 141 * giga,
    bandwidth: 4.8 * tera,
    peak: 989 * tera,
    source: 'inferenceengineering.tech/cheat-sheets/hardware, after the data sheet',
  },
  {
    id: 'h100',
    title: 'NVIDIA H100 SXM',
    memory: 80 * giga,
    bandwidth: 3.35 * tera,
    peak: 989 * tera,
    source: 'codesota.com/hardware/h100, after the data sheet',
  },
  {
    id: 'mi300x',
    title: 'AMD MI300X',
    memory: 192 * giga,
    bandwidth: 5.3 * tera,
    peak: 1307 * tera,
    source: 'llmbook.apartsin.com, appendix G.1, after the data sheet',
  },
  {
    id: 'a100',
    title: 'NVIDIA A100 SXM, 80 GB',
    memory: 80 * giga,
    bandwidth: 2.039 * tera,
    peak: 312 * tera,
    source: 'llmbook.apartsin.com, appendix G.1, after the data sheet',
  },
  {
    id: 'l4',
    title: 'NVIDIA L4',
    memory: 24 * giga,
    bandwidth: 300 * giga,
    peak: 121 * tera,
    source: 'inferenceengineering.tech/cheat-sheets/hardware, after the data sheet',
  },
  {
    id: 'rtx-4090',
    title: 'NVIDIA RTX 4090',
    memory: 24 * giga,
    bandwidth: 1008 * giga,
    peak: 165 * tera,
    source: 'waredb.com/processor/nvidia-geforce-rtx-4090',
  },
  {
    id: 'm4',
    title: 'Apple M4 laptop, 32 GB shared',
    memory: 32 * giga,
    bandwidth: 120 * giga,
    peak: 3.76 * tera,
    source: 'Apple for the memory; hmc-tech.com (10-core M4) for the operations',
  },
  {
    id: 'radeon-860m',
    title: 'Laptop with AMD Radeon 860M, 16 GB shared',
    memory: 16 * giga,
    bandwidth: 128 * giga,
    peak: 4.61 * tera,
    source: 'hmc-tech.com (AMD Radeon 860M, 3000 MHz); 16 GB is our choice',
  },
  {
    id: 'snapdragon-8-elite',
    title: 'Phone with Snapdragon 8 Elite, 12 GB shared',
    memory: 12 * giga,
    bandwidth: 84.8 * giga,
    peak: null,
    source: 'geektopia.es, 22 October 2024, for the bandwidth; 12 GB is our choice',
  },
];

/** The device of an id; undefined for an id of none. */
export const deviceOf = (id: string): Device | undefined => devices.find(device => device.id === id);
