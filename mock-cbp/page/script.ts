/**
 * The page's script: it asks once a second for the page as it now is and puts in what changed, sends
 * forms without leaving the page, and copies. Without it all of that still works, by reloading.
 * @module
 */

export const script = String.raw`'use strict'
/** Milliseconds; longer where the mock is busy, of whose time a page takes a twentieth at most. */
const every = 1000
const share = 20
document.documentElement.classList.add('scripted')
const sources = new WeakMap()
const regions = (root) => [...root.querySelectorAll('[data-live]')]
const note = (region) => {
  sources.set(region, region.innerHTML)
  for (const child of region.children) sources.set(child, child.outerHTML)
}
regions(document).forEach(note)

/** Children that say the same stay the nodes they are: focus, open details and selection with them. */
function put(region, fresh) {
  if (sources.get(region) === fresh.innerHTML) return
  const focused = region.contains(document.activeElement) ? document.activeElement.id : ''
  const open = new Set([...region.querySelectorAll('details[open]')].map(({ id }) => id))
  const wanted = fresh.innerHTML
  const same = new Map([...region.children].filter(({ id }) => id).map((child) => [child.id, child]))
  const next = [...fresh.childNodes].map((node) => {
    const was = node.id && same.get(node.id)
    if (was && sources.get(was) === node.outerHTML) return was
    const made = document.importNode(node, true)
    if (made.outerHTML) sources.set(made, node.outerHTML)
    return made
  })
  const kept = new Set(next)
  for (const node of [...region.childNodes]) if (!kept.has(node)) node.remove()
  let at = region.firstChild
  for (const node of next) {
    if (node === at) at = at.nextSibling
    else region.insertBefore(node, at)
  }
  for (const id of open) document.getElementById(id)?.setAttribute('open', '')
  sources.set(region, wanted)
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus()
}

/** What only answers a form stays until the next one. */
function show(text, answered) {
  const page = new DOMParser().parseFromString(text, 'text/html')
  for (const region of regions(document)) {
    const fresh = page.getElementById(region.id)
    if (fresh && (answered || region.dataset.live !== 'answer')) put(region, fresh)
  }
}

const here = () => {
  const address = new URL(location.href)
  address.searchParams.delete('did')
  address.hash = ''
  return address
}
if (location.search.includes('did=')) history.replaceState(null, '', here() + location.hash)

const live = document.getElementById('live')
const says = document.createElement('span')
const hold = document.createElement('button')
hold.type = 'button'
live.append(says, ' ', hold)
let paused = false
let reached = true
let tag
let timer
let forgetting
let turn = 0

function tell() {
  hold.textContent = paused ? 'Go on' : 'Pause'
  says.textContent = paused
    ? 'This page stands still.'
    : reached
      ? 'This page is live.'
      : 'The mock does not answer; this page shows what it said last.'
  document.body.classList.toggle('unreached', !reached)
}

async function look() {
  clearTimeout(timer)
  const mine = (turn += 1)
  if (paused || document.hidden) return
  const began = performance.now()
  try {
    const headers = tag ? { 'If-None-Match': tag } : {}
    const response = await fetch(here(), { headers, cache: 'no-store' })
    if (mine !== turn) return
    if (response.status === 200) {
      const text = await response.text()
      if (mine !== turn) return
      show(text, false)
      tag = response.headers.get('ETag')
    }
    reached = true
  } catch {
    if (mine !== turn) return
    reached = false
  }
  tell()
  timer = setTimeout(look, Math.max(every, share * (performance.now() - began)))
}

hold.addEventListener('click', () => {
  paused = !paused
  tell()
  look()
})
document.addEventListener('visibilitychange', look)

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (form.method !== 'post') return
  event.preventDefault()
  const button = event.submitter
  const sent = new URLSearchParams(new FormData(form, button))
  const to = button?.getAttribute('formaction') ?? form.getAttribute('action')
  turn += 1
  clearTimeout(timer)
  try {
    const response = await fetch(to, { method: 'POST', body: sent })
    const there = new URL(response.url)
    there.searchParams.delete('did')
    if (response.ok && there.href !== here().href) return location.assign(response.url)
    const isPage = (response.headers.get('Content-Type') ?? '').startsWith('text/html')
    if (!isPage) throw new Error()
    const text = await response.text()
    if (response.ok) form.reset()
    show(text, true)
    tag = undefined
    if (!response.ok) refused(form)
    else forget()
    reached = true
  } catch {
    reached = false
  }
  tell()
  timer = setTimeout(look, every)
})

function forget() {
  clearTimeout(forgetting)
  forgetting = setTimeout(() => {
    const said = document.getElementById('said')
    if (!said.querySelector('.done')) return
    said.replaceChildren()
    note(said)
  }, 6000)
}

/** To the line of the mistake where one is named, or else to what was said. */
function refused(form) {
  const text = form.querySelector('textarea')
  const mistake = form.querySelector('[data-line]')
  if (text && mistake) {
    const line = Number(mistake.dataset.line)
    const lines = text.value.split('\n')
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    text.focus()
    text.setSelectionRange(start, start + (lines[line - 1] ?? '').length)
    return
  }
  document.getElementById('said').scrollIntoView({ block: 'nearest' })
}

for (const box of document.querySelectorAll('.copy')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy as curl'
  button.addEventListener('click', async () => {
    const text = box.querySelector('pre').textContent
    try {
      await navigator.clipboard.writeText(text)
      button.textContent = 'Copied'
    } catch {
      getSelection().selectAllChildren(box.querySelector('pre'))
      button.textContent = 'Selected; copy it now'
    }
  })
  box.prepend(button)
}

tell()
forget()
timer = setTimeout(look, every)
`
