import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findings, givenApp } from './given.ts'

type Row = {
  readonly file: string
  readonly contentType?: string
  readonly status: number
  readonly code?: string
  readonly errors?: readonly (readonly [code: string, pointer: string])[]
}

const folder = new URL('../../fixtures/bad/', import.meta.url)
const bytesOf = (file: string) => readFileSync(new URL(file, folder))
const rows = JSON.parse(bytesOf('expected.json').toString()) as Row[]

const { call, get } = await givenApp()

const send = ({ file, contentType = 'application/json' }: Row, path: string) =>
  call('POST', path, {
    body: new Uint8Array(bytesOf(file)),
    headers: { 'Content-Type': contentType },
  })

describe('the corpus of bad input', () => {
  it.each(rows)('$file is answered with $status $code', async (row) => {
    const answer = await send(row, '/v1/entries')
    expect([answer.status, answer.json.code]).toEqual([row.status, row.code])
    expect(findings(answer)).toEqual([...(row.errors ?? [])].sort())
  })

  it.each(rows.filter(({ status, errors }) => status === 422 && errors))(
    '$file is foretold by /v1/check',
    async (row) => {
      const { json } = await send(row, '/v1/check')
      const { problems } = json as unknown as { problems: { code: string; pointer: string }[] }
      expect(problems.map(({ code, pointer }) => [code, pointer]).sort()).toEqual(
        [...(row.errors ?? [])].sort(),
      )
    },
  )

  it('leaves nothing behind but the lawful ones', async () => {
    const lawful = rows.filter(({ status }) => status === 201)
    const { json } = await get('/v1/entries?limit=200')
    expect(json['items']).toHaveLength(lawful.length)
    expect(lawful.length).toBe(6)
  })
})
