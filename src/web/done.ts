/**
 * What a page says after a form: `?done=NAME` behind the address that the form leads to.
 * @module
 */

export const doneTexts: Readonly<Record<string, string>> = {
  filed: 'Filed. CBP has it as soon as it says so below.',
  amended: 'Amended. The correction is on its way to CBP.',
  cancelled: 'The cancellation is on its way to CBP.',
  answered: 'Answered. What you sent is on its way to CBP.',
}
