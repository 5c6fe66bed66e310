import type { Purchase } from '../api/answers';
import { webAddress } from '../browser/webAddress';
import { comfort } from './patience';
import type { Patience } from './patience';
import { stagesOf } from './stages';
import type { Story } from './story';

const ready = 'Your account is ready';

const withoutLink = { title: ready, lead: 'There is no login link for this purchase. Sign in with your e-mail address.' };

const signIns = new Map([
  ['REDEEMED', {
    title: 'You are signed in already',
    lead: 'The login link of this purchase was used; it works only once. '
      + 'If you are not signed in any more, sign in with your e-mail address.',
  }],
  ['EXPIRED', { title: ready, lead: 'The login link has expired. Sign in with your e-mail address instead.' }],
  ['RETURNING_CUSTOMER', {
    title: 'Welcome back',
    lead: 'You have an account with this e-mail address, and your purchase was added to it. '
      + 'Sign in as usual: a payment alone opens no existing account.',
  }],
  ['UNAVAILABLE', withoutLink],
]);

/** A completed purchase: on the way to the login, or the way to sign in without a link. */
export function loginStory(purchase: Purchase, patience: Patience): Story {
  const stages = stagesOf(purchase);
  if (purchase.login)
    return webAddress(purchase.login.url)
      ? { title: ready, lead: 'Signing you in.', stages, notes: [] }
      : { title: ready, lead: 'The login link can’t be used. Please write to us and give the purchase number.', notes: [] };
  if (!purchase.signIn) return { title: ready, lead: 'Preparing your login.', stages, notes: comfort(patience) };

  const href = webAddress(purchase.signIn.url)?.href;
  const story = signIns.get(purchase.signIn.reason) ?? withoutLink;
  return { ...story, notes: [], action: href ? { does: 'leave', label: 'Sign in', href } : undefined };
}

/** The buyer has been at the login and came back. */
export function readyStory({ purchaseId }: Purchase): Story {
  return {
    title: ready, lead: 'You came back before you were signed in. The login link still works, once.', notes: [],
    // This page afresh: the link that it gets then is a fresh one.
    action: { does: 'leave', label: 'Continue to your account', href: `/progress/?purchase=${encodeURIComponent(purchaseId)}` },
  };
}
