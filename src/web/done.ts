/**
 * What a page says after a form: `?done=NAME` behind the address that the form leads to.
 * @module
 */

export const doneTexts: Readonly<Record<string, string>> = {
  filed: 'Filed. CBP has it as soon as it says so below.',
  amended: 'Amended. The correction is on its way to CBP.',
  cancelled: 'The cancellation is on its way to CBP.',
  resent: 'Taken up. CBP is asked first, and only what it does not know is sent again.',
  answered: 'Answered. What you sent is on its way to CBP.',
  kept: 'Kept.',
  headings_kept: 'Remembered. Send the file again; its headings are understood now.',
  key_revoked: 'The key is revoked.',
  key_gone: 'There is no such key, or it was revoked before.',
  webhook_enabled: 'Enabled. What waited is sent now.',
  webhook_disabled: 'Disabled. What happens meanwhile is kept for it.',
  webhook_is_disabled: 'This webhook is disabled; enable it first.',
  webhook_tested: 'A test is under way; its delivery tells what came of it.',
  webhook_deleted: 'The webhook is deleted with its deliveries.',
  redelivered: 'It is sent again.',
}
