import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/checkout/validation';

const errorsOf = (email: string, paymentMethod = 'pm_card_visa') => Object.keys(check({ email, paymentMethod }));

const longest = `${'a'.repeat(64)}@example.com`;
const tooLong = `a@${'b'.repeat(250)}.com`;

for (const email of ['new.user@example.com', 'a@b.c', 'user+tag@sub.example.co.uk', 'jörg@beispiel.example', longest])
  test(`Address_${email}`, () => assert.deepEqual(errorsOf(email), []));

for (const email of ['', 'name', '@example.com', 'name@', 'name@example', 'a b@example.com', 'a@b@example.com', 'a@example..com',
  'a@.example.com', 'a@example.com.', 'Name <a@example.com>', 'a@exa\u0000mple.com', `a${longest}`, tooLong])
  test(`NoAddress_${JSON.stringify(email)}`, () => assert.deepEqual(errorsOf(email), ['email']));

test('NoPaymentMethod_IsAnError', () => assert.deepEqual(errorsOf('a@b.c', ''), ['paymentMethod']));
