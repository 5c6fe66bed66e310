import type { Purchase } from '../api/answers';
import { neverTwice, tryAgain } from '../words';
import { loginStory, readyStory } from './logins';
import { comfort } from './patience';
import type { Patience } from './patience';
import { refundedStory, refundStory } from './refunds';
import { stagesOf } from './stages';
import type { Story } from './story';
import type { WatchView } from './watch';

const title = 'Completing your purchase';

const interruptions = {
  network: 'The connection is lost. Your purchase does not depend on it, and this page asks again by itself.',
  shop: 'The shop does not answer right now. This page asks again by itself.',
};

/**
 * Tells a purchase as it is: nothing that was not heard from the shop.
 * @param waitsForBuyer Whether the login is there and nobody goes to it unasked.
 */
export function tell({ purchase, trouble }: WatchView, patience: Patience, waitsForBuyer = false): Story {
  const story = !purchase ? { title, lead: 'Asking the shop for your purchase.', notes: [] }
    : waitsForBuyer ? readyStory(purchase)
    : storyOf(purchase, patience);
  return trouble ? { ...story, notes: [interruptions[trouble], ...story.notes] } : story;
}

function storyOf(purchase: Purchase, patience: Patience): Story {
  switch (purchase.status) {
    case 'PAYMENT_PENDING':
      return pendingStory(purchase, patience);
    case 'PAID':
      return purchase.refundReason ? refundStory(purchase) : paidStory(purchase, patience);
    case 'COMPLETED':
      return loginStory(purchase, patience);
    case 'DECLINED':
      return declinedStory(purchase);
    case 'REFUNDED':
      return refundedStory(purchase);
    case 'NEEDS_ATTENTION':
      return {
        title: 'We have to look at your purchase',
        lead: 'After your payment something went wrong that has to be settled by hand. We have been alerted.',
        notes: ['Your payment is recorded, and you will not be charged again. If you write to us, please give the purchase number.'],
      };
    default:
      return { title, lead: 'The shop is handling your purchase.', notes: [] };
  }
}

function pendingStory(purchase: Purchase, patience: Patience): Story {
  const stages = stagesOf(purchase);
  if (patience === 'usual') return { title, stages, lead: 'Waiting for your bank’s answer.', notes: [] };
  const ifClosed = 'You may close this page. If the payment goes through, you will get an e-mail. If it does not, nothing is charged.';
  return {
    title, stages,
    lead: `We don’t know yet whether your bank has made the payment. ${neverTwice}`,
    notes: patience === 'very-long' ? [ifClosed] : [],
    action: { does: 'repeat-payment', label: tryAgain },
  };
}

function paidStory(purchase: Purchase, patience: Patience): Story {
  const lead = purchase.accountCreatedAt ? 'Account created. Signing you in.' : 'Payment taken. Creating your account.';
  return { title, lead, stages: stagesOf(purchase), notes: comfort(patience) };
}

function declinedStory({ productId }: Purchase): Story {
  const href = `/checkout/?product=${encodeURIComponent(productId)}`;
  return {
    title: 'The payment did not go through', lead: 'Nothing was charged.', notes: [],
    action: { does: 'browse', label: 'Choose another way to pay', href },
  };
}
