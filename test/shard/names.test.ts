import { describe, expect, it } from 'vitest'
import { boundStores } from '../../src/shard/edge.ts'
import { readShards } from '../../src/shard/names.ts'

describe('the list of shards', () => {
  it('names each with where its store is', () => {
    expect(readShards('east=postgres://a/b, west=./west.sqlite')).toEqual({
      ok: true,
      shards: [
        { name: 'east', address: 'postgres://a/b' },
        { name: 'west', address: './west.sqlite' },
      ],
    })
  })

  it('tells all mistakes at once', () => {
    expect(readShards('east=a,East=b,east=c,west=a')).toEqual({
      ok: false,
      mistakes: [
        '"East=b" must be a name in small letters, "=" and where its store is',
        'the shard east is named twice',
        'west has the store of another shard',
      ],
    })
  })

  it('on Workers is of bindings, and one that is missing is named', () => {
    const shards = [
      { name: 'east', address: 'DB_EAST' },
      { name: 'west', address: 'DB_WEST' },
    ]
    const database = { prepare: () => undefined, batch: () => undefined }
    expect([...boundStores({ DB_EAST: database, DB_WEST: database }, shards).keys()]).toEqual([
      'east',
      'west',
    ])
    expect(() => boundStores({ DB_EAST: database }, shards)).toThrow('no D1 database is bound as DB_WEST') // prettier-ignore
  })
})
