export type ProblemReason = 'unknown-product' | 'lost-purchase' | 'unknown-purchase' | 'unsupported';

interface Problem {
  title: string;
  lines: string[];
}

const problems: Record<ProblemReason, Problem> = {
  'unknown-product': {
    title: 'We don’t sell this product',
    lines: ['It may have left the shop, or the address is incomplete. Nothing was charged.'],
  },
  'lost-purchase': {
    title: 'This tab doesn’t know your purchase',
    lines: [
      'A purchase can only be followed in the browser tab in which it was made: that keeps it from everybody else.',
      'If you paid, nothing is lost. Look for our e-mail: it comes when your account is ready, and tells how to sign in.',
      'If that tab is still open, go back to it.',
    ],
  },
  'unknown-purchase': {
    title: 'We can’t show this purchase',
    lines: [
      'The shop has no such purchase, or no longer shows it to this tab.',
      'If you paid, look for our e-mail: it comes when your account is ready, or when your money goes back.',
    ],
  },
  unsupported: {
    title: 'Your browser keeps this shop from working safely',
    lines: [
      'To make sure that you never pay twice, this page has to remember your order while the tab is open, over a secure connection.',
      'Allow this site to store data, or open it in another browser. Nothing was charged.',
    ],
  },
};

const anyProblem: Problem = {
  title: 'Something went wrong',
  lines: ['Go back to the products and try again. A payment that is already on its way is not made twice.'],
};

export function problemFor(reason: string | null | undefined): Problem {
  return reason && Object.hasOwn(problems, reason) ? problems[reason as ProblemReason] : anyProblem;
}
