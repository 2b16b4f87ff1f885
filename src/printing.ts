/**
 * The client's calls for papers: what can be printed of an entry, and the papers themselves.
 * @module
 */
import type { PaperName, PaperOffer } from './print/papers.ts'

export type PaperForm = 'html' | 'pdf'

type Call = <T>(method: string, path: string) => Promise<T>
type Take = (path: string, accept: string) => Promise<Response>

export type { PaperName, PaperOffer }

const mediaTypes: Readonly<Record<PaperForm, string>> = {
  html: 'text/html',
  pdf: 'application/pdf',
}

/** The answer is handed on unread: its body may be a file, and long. */
export function paperCalls(call: Call, take: Take) {
  const entry = (id: string) => `v1/entries/${encodeURIComponent(id)}/papers`
  const print = (path: string, form: PaperForm) => take(`${path}?format=${form}`, mediaTypes[form])
  return {
    /** What can be printed of an entry, and why not the rest. */
    list: async (id: string) =>
      (await call<{ items: readonly PaperOffer[] }>('GET', entry(id))).items,
    print: (id: string, paper: PaperName, form: PaperForm = 'pdf') =>
      print(`${entry(id)}/${paper}`, form),
    /** Every house bill under a master bill. */
    manifest: (masterBill: string, form: PaperForm = 'pdf') =>
      print(`v1/bills/${encodeURIComponent(masterBill)}/manifest`, form),
  }
}
