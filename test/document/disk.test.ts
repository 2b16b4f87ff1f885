import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../src/document/disk.ts'
import { temporaryFolder } from '../store/folder.ts'
import { filesContract } from './contract.ts'

const root = temporaryFolder()
let folders = 0
const folder = () => join(root, `${folders++}`)

describe('documents on the disk', () => {
  filesContract(() => diskFiles(folder()))

  it('appear whole: nothing but the file is left beside it', async () => {
    const place = folder()
    const files = diskFiles(place)
    await Promise.all([1, 2, 3].map(() => files.put('documents/a', new Uint8Array(9))))
    expect(readdirSync(join(place, 'documents'))).toEqual(['a'])
  })

  it('leave the file that was there, and nothing beside it, when a put fails', async () => {
    const place = folder()
    const files = diskFiles(place)
    await files.put('documents/a', new Uint8Array([1]))
    const broken = Object.create(null) as Uint8Array
    await expect(files.put('documents/a', broken)).rejects.toThrow()
    expect(await files.get('documents/a')).toEqual(new Uint8Array([1]))
    expect(readdirSync(join(place, 'documents'))).toEqual(['a'])
  })

  it('are not taken for whole when a crash left a part', async () => {
    const place = folder()
    mkdirSync(join(place, 'documents', 'a.part-x1y2z3'), { recursive: true })
    writeFileSync(join(place, 'documents', 'a.part-x1y2z3', 'bytes'), 'half of')
    const files = diskFiles(place)
    expect(await files.get('documents/a')).toBeUndefined()
    await files.put('documents/a', new Uint8Array([1]))
    expect(await files.get('documents/a')).toEqual(new Uint8Array([1]))
  })

  it.each(['../a', 'a/../../b', 'a.b', 'a\\b', 'a\u0000b', 'ä', ''])(
    'are not reached by the key "%s"',
    async (key) => {
      const files = diskFiles(folder())
      await expect(files.put(key, new Uint8Array([1]))).rejects.toThrow(RangeError)
      await expect(files.get(key)).rejects.toThrow(RangeError)
    },
  )

  it('stay inside their folder under a key that looks absolute', async () => {
    const place = folder()
    await diskFiles(place).put('/etc/a', new Uint8Array([1]))
    expect(readdirSync(join(place, 'etc'))).toEqual(['a'])
  })

  it('tell of a fault that is not an absence', async () => {
    const place = folder()
    mkdirSync(join(place, 'a'), { recursive: true })
    await expect(diskFiles(place).get('a')).rejects.toThrow('EISDIR')
    rmSync(place, { recursive: true })
  })
})
