import { describe, expect, it } from 'vitest'
import { routesOf } from './contract.ts'
import { givenApp, refusal } from './given.ts'

const { app, call, get } = await givenApp()
const json = routesOf(app).filter(({ path }) => path.startsWith('/v1/'))
const accept = (Accept: string) => ({ headers: { Accept } })

describe('406', () => {
  it.each(json)('$method $path has no XML', async ({ method, path }) => {
    const answer = await call(method, path.replace('{id}', 'x'), accept('application/xml'))
    expect(refusal(answer)).toBe('406 not_acceptable')
  })

  it.each(['', '*/*', 'application/json', 'Application/JSON', 'application/*;q=0.8, image/png'])(
    'takes "%s"',
    async (header) => {
      expect((await get('/v1/entries', accept(header))).status).toBe(200)
    },
  )
})
