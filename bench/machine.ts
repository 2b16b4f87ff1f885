/**
 * The machine a figure was measured on; without it a figure says nothing.
 * @module
 */
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os'

export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryMb: Math.round(totalmem() / 1024 ** 2),
  system: `${platform()} ${release()} ${arch()}`,
  node: process.versions.node,
})
