import { describe, expect, it } from 'vitest'
import type { FilerCode } from '../../src/domain/number.ts'
import { scopes } from '../../src/store/keys.ts'
import { finish } from './town.ts'
import type { Town } from './town.ts'
import { settled } from './whole.ts'

const asked = { name: 'a key', scopes, expiresAt: null }

async function keyOf(t: Town, filer: string): Promise<string> {
  const found = await t.door.shardOf(filer)
  if (found.kind !== 'open') throw new Error(found.kind)
  return (await found.shard.gateway.keys.create(filer as FilerCode, asked)).key
}

const name = async (t: Town, key: string) => {
  const found = await t.door.shardOfKey(key)
  return found.kind === 'open' ? found.shard.name : found.kind
}

describe('the door', () => {
  it('knows from a key which shard serves its filer, and the shard knows the key', async () => {
    const t = await settled()
    const key = await keyOf(t, 'BBB')
    expect(await name(t, key)).toBe('east')
    expect(await t.shards.get('east')?.gateway.keys.recognise(key)).toMatchObject({ filer: 'BBB' })
  })

  it('follows a filer that has moved, with the key that it had', async () => {
    const t = await settled()
    const key = await keyOf(t, 'BBB')
    expect(await name(t, key)).toBe('east')
    await t.mover.begin('BBB', 'west')
    await finish(t, 'BBB')
    expect(await name(t, key)).toBe('west')
    expect(await t.shards.get('west')?.gateway.keys.recognise(key)).toMatchObject({ filer: 'BBB' })
    expect(await t.shards.get('east')?.gateway.keys.recognise(key)).toBeUndefined()
  })

  it('knows nothing of a key that no shard has, nor of a filer that lives nowhere', async () => {
    const t = await settled()
    const key = await keyOf(t, 'BBB')
    const other = key.replace(/^gate321_.{12}/, 'gate321_000000000000')
    expect(await t.door.shardOfKey(other)).toEqual({ kind: 'unknown' })
    expect(await t.door.shardOfKey('dev-key')).toEqual({ kind: 'unknown' })
    expect(await t.door.shardOf('NIX')).toEqual({ kind: 'unknown' })
  })
})
