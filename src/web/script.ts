/**
 * The pages' own script: it listens to what happens and tells the parts of the page that follow it,
 * lends htmx the session's token, and copies. Without it all of the desk works, by loading again.
 * @module
 */

export const script = String.raw`'use strict'
document.documentElement.classList.add('scripted')
const desk = document.getElementById('desk')

document.body.addEventListener('htmx:configRequest', (event) => {
  if (desk) event.detail.headers['X-Token'] = desk.dataset.token
})

/** In attributes htmx would have to evaluate this, which the policy forbids. */
if (window.Idiomorph) {
  Idiomorph.defaults.ignoreActiveValue = true
  Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, element) =>
    !(name === 'open' && element.localName === 'details')
}

/** A part in which somebody has begun to write is left alone until it is sent. */
document.addEventListener('input', (event) => {
  if (event.target.form) event.target.form.dataset.written = ''
})
document.body.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.elt.querySelector('form[data-written]')) event.preventDefault()
})

/**
 * What changes all at once is told once, to nobody while nobody looks, and not while a part waits for
 * its answer: it would not ask again, and may be answered as things were before.
 */
const calm = 400
const changed = new Set()
let waiting = false
let asking = 0
function tell() {
  if (waiting || document.hidden || asking > 0 || changed.size === 0) return
  const ids = [...changed]
  changed.clear()
  for (const id of ids) document.body.dispatchEvent(new CustomEvent('changed-' + id))
  document.body.dispatchEvent(new CustomEvent('changed'))
}
function note(id) {
  changed.add(id)
  if (waiting) return
  waiting = true
  setTimeout(() => { waiting = false; tell() }, calm)
}
document.addEventListener('visibilitychange', tell)
document.body.addEventListener('htmx:beforeSend', ({ detail: { xhr } }) => {
  asking += 1
  xhr.addEventListener('loadend', () => { asking -= 1; tell() })
})

/** A stream that was refused does not come back by itself; and meanwhile anything may have happened. */
const again = 5000
function listen() {
  const source = new EventSource(desk.dataset.live)
  source.addEventListener('entry', (event) => note(event.data))
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => { note('all'); listen() }, again)
  })
  addEventListener('pagehide', () => source.close(), { once: true })
}
if (desk) listen()

/** Refused for the moment, or not answered: what the part would have shown is still to be shown. */
const passing = [0, 429, 503]
function missed({ detail: { requestConfig, xhr } }) {
  if (requestConfig.verb === 'get' && passing.includes(xhr.status)) setTimeout(() => note('all'), again)
}
document.body.addEventListener('htmx:responseError', missed)
document.body.addEventListener('htmx:sendError', missed)
document.body.addEventListener('htmx:timeout', missed)

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent)
  const said = button.textContent
  button.textContent = 'Copied'
  setTimeout(() => (button.textContent = said), 1500)
})
`
