/**
 * What sends a file from the page: chosen or dropped, as it is, with its progress shown. Without it
 * the form does the same more plainly.
 * @module
 */

export const uploadScript = String.raw`'use strict'
let file
/** Seconds; who is told to come back later than that is told so. */
const patience = 5
const place = () => document.getElementById('upload')

function say(text, part) {
  const bar = place().querySelector('progress')
  bar.hidden = part === undefined
  bar.value = part ?? 0
  place().querySelector('output').textContent = text
}

function send(again) {
  const { to, types, most } = place().dataset
  const type = JSON.parse(types)[file.name.toLowerCase().split('.').pop()]
  if (!type) return say('"' + file.name + '" is none of ' + Object.keys(JSON.parse(types)).join(', ') + '.')
  if (file.size > Number(most)) return say('"' + file.name + '" is too large. Send it in parts.')
  const request = new XMLHttpRequest()
  request.open('POST', to + '?name=' + encodeURIComponent(file.name) + (again ? '&again=1' : ''))
  request.responseType = 'document'
  request.setRequestHeader('Content-Type', type)
  request.setRequestHeader('Accept', 'text/html')
  request.setRequestHeader('X-Token', document.getElementById('desk').dataset.token)
  request.setRequestHeader('HX-Request', 'true')
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const all = loaded === total
    say(all ? 'The file is here; its rows are read.' : Math.floor((loaded / total) * 100) + ' % sent', loaded / total)
  })
  request.addEventListener('error', () =>
    say('The connection ended before the file was whole. Nothing of it was kept; send it again.'))
  request.addEventListener('load', () => {
    const wait = Number(request.getResponseHeader('Retry-After'))
    if (request.status === 503 && wait > 0 && wait <= patience) {
      say('The gateway is busy. The file is sent again by itself.')
      return setTimeout(() => send(again), wait * 1000)
    }
    const next = request.getResponseHeader('HX-Redirect')
    if (next) return location.assign(next)
    const shown = request.response?.getElementById('upload')
    if (!shown) return say(request.response?.querySelector('[role=alert]')?.textContent ?? 'That failed. Nothing was kept.')
    place().replaceWith(document.adoptNode(shown))
    place().querySelector('[role=alert]')?.focus()
  })
  say('Sending', 0)
  request.send(file)
}

document.addEventListener('submit', async (event) => {
  const form = event.target
  const chosen = form.querySelector('input[type=file]')?.files[0]
  if (chosen) file = chosen
  if (!file || !place().contains(form)) return
  event.preventDefault()
  if (form.dataset.first) {
    const headers = { 'HX-Request': 'true' }
    const kept = await fetch(form.action, { method: 'POST', body: new FormData(form), headers })
    if (!kept.ok) return say('That was not kept. Load the page again.')
  }
  send(form.dataset.again)
})

const isFile = (event) => event.dataTransfer?.types.includes('Files')
document.addEventListener('dragover', (event) => {
  if (!isFile(event)) return
  event.preventDefault()
  place()?.classList.add('over')
})
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) place()?.classList.remove('over')
})
document.addEventListener('drop', (event) => {
  if (!isFile(event)) return
  event.preventDefault()
  place().classList.remove('over')
  if (event.dataTransfer.files.length > 1) return say('One file at a time, please.')
  file = event.dataTransfer.files[0]
  send()
})
`
