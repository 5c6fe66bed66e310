import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webAddress } from '../../src/browser/webAddress';

for (const text of ['javascript:alert(1)', 'JavaScript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x',
  'blob:https://a/b', 'file:///etc/passwd', '/app', '//x', '', null, undefined, {}])
  test(`NoWebAddress_${JSON.stringify(text)}`, () => assert.equal(webAddress(text), null));

for (const text of ['https://app.example/login?token=a.b.c', 'http://localhost:8080/app/login/sso?token=x'])
  test(`WebAddress_${text}`, () => assert.equal(webAddress(text)?.href, text));
