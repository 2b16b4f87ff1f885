/**
 * What every place for documents must do.
 * @module
 */
import { expect, it } from 'vitest'
import type { Files } from '../../src/document/files.ts'

const hash = (n: number) => String(n).repeat(64)

/** Registers its tests in the group that calls it; `open` gives an empty place. */
export function filesContract(open: () => Files): void {
  it('gives back the bytes that were put', async () => {
    const files = open()
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    await files.put(`documents/${hash(1)}`, bytes)
    expect(await files.get(`documents/${hash(1)}`)).toEqual(bytes)
  })

  it('has nothing where nothing was put', async () => {
    const files = open()
    await files.put(`documents/${hash(1)}`, new Uint8Array([1]))
    expect(await files.get(`documents/${hash(2)}`)).toBeUndefined()
    expect(await files.get(`elsewhere/${hash(1)}`)).toBeUndefined()
  })

  it('takes an empty file, and one of 10 MiB', async () => {
    const files = open()
    const large = new Uint8Array(10 * 1024 * 1024).fill(0xa5)
    await files.put('empty', new Uint8Array())
    await files.put('large', large)
    expect(await files.get('empty')).toEqual(new Uint8Array())
    const back = await files.get('large')
    expect(back?.length).toBe(large.length)
    expect(Buffer.compare(back ?? new Uint8Array(), large)).toBe(0)
  })

  it('takes a part of a larger buffer as that part', async () => {
    const files = open()
    await files.put('part', new Uint8Array([1, 2, 3, 4]).subarray(1, 3))
    expect(await files.get('part')).toEqual(new Uint8Array([2, 3]))
  })

  it('takes the same file ten times at once', async () => {
    const files = open()
    const bytes = new Uint8Array(100_000).fill(7)
    await Promise.all(Array.from({ length: 10 }, () => files.put(`documents/${hash(3)}`, bytes)))
    expect((await files.get(`documents/${hash(3)}`))?.length).toBe(100_000)
  })
}
