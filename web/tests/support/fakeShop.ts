import type { CheckoutAnswer, ProductsAnswer, StatusAnswer } from '../../src/api/answers';
import type { Shop } from '../../src/api/shop';

/** A shop that answers what a test has prepared, and keeps what it was asked. The last answer is repeated. */
export class FakeShop implements Shop {
  readonly checkouts: { key: string; body: string }[] = [];
  readonly polls: { purchaseId: string; statusToken: string }[] = [];
  checkoutAnswers: (CheckoutAnswer | Promise<CheckoutAnswer>)[] = [{ kind: 'accepted', purchaseId: 'pur_1', statusToken: 'token_1' }];
  statusAnswers: StatusAnswer[] = [];

  async products(): Promise<ProductsAnswer> {
    return { kind: 'unreachable' };
  }

  async checkout(key: string, body: string): Promise<CheckoutAnswer> {
    this.checkouts.push({ key, body });
    return next(this.checkoutAnswers);
  }

  async status(purchaseId: string, statusToken: string): Promise<StatusAnswer> {
    this.polls.push({ purchaseId, statusToken });
    return next(this.statusAnswers);
  }
}

function next<T>(answers: T[]): T {
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (answer === undefined) throw new Error('The test has prepared no answer.');
  return answer;
}
