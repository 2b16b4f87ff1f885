/**
 * A file is dropped onto the page, as a hand does it from a folder.
 * @module
 */
import type { Page } from '../browser.ts'

/** `parts` is JavaScript, run in the page: what the file is made of. */
export const drop = (page: Page, name: string, parts: string): Promise<void> =>
  page.evaluate(`(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(${parts}, ${JSON.stringify(name)}))
    for (const what of ['dragover', 'drop']) {
      const event = new DragEvent(what, { dataTransfer, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
    }
  })()`)
