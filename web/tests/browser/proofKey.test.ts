import assert from 'node:assert/strict';
import { createHash, webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { challengeOf, createProofKey } from '../../src/browser/proofKey';

const crypto = webcrypto as unknown as Crypto;

test('TheExampleOfRfc7636_HasTheChallengeGivenThere', async () => {
  assert.equal(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', crypto), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

test('ANewProofKey_HasA43CharacterVerifier_AndItsSha256AsChallenge', async () => {
  const { verifier, challenge } = await createProofKey(crypto);
  assert.match(verifier, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(challenge, createHash('sha256').update(verifier, 'ascii').digest('base64url'));
});

test('TwoProofKeys_Differ', async () => {
  assert.notEqual((await createProofKey(crypto)).verifier, (await createProofKey(crypto)).verifier);
});
