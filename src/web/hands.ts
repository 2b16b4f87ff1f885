/**
 * What hands do on a page with script: a choice or a ready text is put into its field, files are
 * dropped, a button that files once is pressed once. Each has a plain way without it.
 * @module
 */

export const hands = String.raw`
function fill(id, text) {
  const field = document.getElementById(id)
  if (!field) return
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
document.addEventListener('change', (event) => {
  const { fill: id } = event.target.dataset
  if (id) fill(id, event.target.value)
})
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-fill]')
  if (!button) return
  event.preventDefault()
  fill(button.dataset.fill, button.dataset.value)
  document.getElementById(button.dataset.fill)?.focus()
})

document.addEventListener('submit', (event) => {
  const button = event.submitter
  if (!button || button.dataset.once === undefined) return
  if (button.dataset.once !== '') return event.preventDefault()
  button.dataset.once = 'sent'
})
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('[data-once]')) button.dataset.once = ''
})

/** The words came by themselves; this is for whoever hears them. */
document.body.addEventListener('htmx:afterSettle', () => {
  for (const about of document.querySelectorAll('.about[data-of]')) {
    document.getElementById(about.dataset.of)?.setAttribute('aria-invalid', about.dataset.wrong)
  }
})

const room = 10 * 1024 * 1024
const sizeOf = (bytes) => bytes < 1024 * 1024 ? Math.ceil(bytes / 1024) + ' KiB' : (bytes / 1024 / 1024).toFixed(1) + ' MiB'
function tellFiles(input) {
  const place = document.querySelector(input.dataset.drop)
  const taken = input.accept.split(',')
  const lines = [...input.files].map((file) => {
    const why = !taken.includes(file.type) ? ': this kind is not taken' : file.size > room ? ': too large' : ''
    const line = document.createElement('p')
    line.className = why === '' ? 'quiet' : 'wrong'
    line.textContent = file.name + ', ' + (file.type || 'of no known kind') + ', ' + sizeOf(file.size) + why
    return line
  })
  place.replaceChildren(...lines)
}
document.addEventListener('change', (event) => {
  if (event.target.dataset.drop) tellFiles(event.target)
})
const dropped = () => document.querySelector('input[data-drop]')
const carries = (event) => event.dataTransfer?.types.includes('Files') && dropped()
document.addEventListener('dragover', (event) => {
  if (!carries(event)) return
  event.preventDefault()
  document.body.classList.add('dropping')
})
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) document.body.classList.remove('dropping')
})
document.addEventListener('drop', (event) => {
  document.body.classList.remove('dropping')
  const input = carries(event)
  if (!input) return
  event.preventDefault()
  const files = new DataTransfer()
  for (const file of [...input.files, ...event.dataTransfer.files]) files.items.add(file)
  input.files = files.files
  for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }))
  input.focus()
})
`
