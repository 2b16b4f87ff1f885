import { describe, it } from 'vitest'
import { given } from '../given.ts'
import { answer, clock, life, notice, notify, onFile, reply, transmit } from './example.ts'

describe('answer', () => {
  const asked = [...onFile, notify(10, notice('96'))] as const

  it('is sent when CBP asks for a document', () => {
    given(...life(...asked))
      .when(answer, clock(11))
      .then({ type: 'answered', at: clock(11), text: 'Two shirts, 30.00.', documents: [] })
      .thenStatus('discrepancy')
    given(...life(...asked, answer))
      .when(transmit('M2'), clock(12))
      .then({ type: 'transmitted', at: clock(12), messageId: 'M2', action: 'answer' })
  })

  it('that is accepted settles the discrepancy', () => {
    const sent = life(...asked, answer, transmit('M2'))
    given(...sent)
      .when(reply('M2', 'answer', '02'), clock(13))
      .thenStatus('under_review')
    given(...sent)
      .when(reply('M2', 'answer', '04'), clock(13))
      .thenStatus('under_review')
  })

  it('that is rejected leaves the discrepancy', () => {
    given(...life(...asked, answer, transmit('M2')))
      .when(reply('M2', 'answer', '01'), clock(13))
      .thenStatus('discrepancy')
  })

  it.each([undefined, '', ' \n '])('without a word or a document is none: %j', (text) => {
    given(...life(...asked))
      .when({ type: 'answer', text, documents: [] }, clock(11))
      .thenRefused('answer_empty')
  })

  it('is refused while nobody asked, and while another is on its way', () => {
    given(...life(...onFile))
      .when(answer, clock(4))
      .thenRefused('state_conflict')
    given(...life(...asked, answer))
      .when(answer, clock(12))
      .thenRefused('state_conflict')
  })
})
