import type { Purchase } from '../api/answers';
import { money, moment } from '../words';
import { stagesOf } from './stages';
import type { Story } from './story';

const reasons = new Map([
  ['ACCOUNT_REFUSED', 'We can’t open an account for this e-mail address.'],
  ['ACCOUNT_FAILED', 'We could not create your account, through a fault on our side.'],
  ['REQUESTED', 'This purchase is cancelled.'],
]);

/** While the money is on its way back. */
export function refundStory(purchase: Purchase): Story {
  return {
    title: 'Your money goes back',
    lead: `${reasonOf(purchase)} We are returning ${money(purchase.amount, purchase.currency)} to you.`,
    notes: [],
    stages: stagesOf(purchase),
  };
}

/** When it was sent back. */
export function refundedStory(purchase: Purchase): Story {
  const when = moment(purchase.refundedAt);
  const amount = money(purchase.amount, purchase.currency);
  return {
    title: 'We returned your money',
    lead: `${reasonOf(purchase)} We returned ${amount}${when ? ` on ${when}` : ''}.`,
    notes: ['It goes back to where you paid from. Your bank may take several days to show it.'],
    action: { does: 'browse', label: 'Back to the products', href: '/' },
  };
}

function reasonOf({ refundReason }: Purchase): string {
  return reasons.get(refundReason ?? '') ?? 'We could not complete your purchase.';
}
