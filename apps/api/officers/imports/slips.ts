import type { SlipResponse } from './roster.dto.js';

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPED[character] as string);

/** A page to print: one sheet for each person, to be handed over in person. It holds nothing that is fetched from elsewhere. */
export const slipsPage = (slips: readonly SlipResponse[]): string => `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>首次登录单 First-login slips</title>
<style>
  body { font: 14pt/1.6 sans-serif; margin: 2cm; }
  section { break-after: page; break-inside: avoid; }
  section:last-child { break-after: auto; }
  dt { color: #555; font-size: 11pt; }
  dd { margin: 0 0 .5cm; }
  code { font: 16pt monospace; }
</style>
</head>
<body>
${slips.map(slip).join('\n')}
</body>
</html>
`;

const slip = ({ name, username, oneTimePassword }: SlipResponse): string => `<section>
<h1>${escape(name)}</h1>
<dl>
<dt>用户名 User name</dt><dd><code>${escape(username)}</code></dd>
<dt>一次性密码 One-time password</dt><dd><code>${escape(oneTimePassword)}</code></dd>
</dl>
<p>首次登录后须立即更换密码。请勿转交他人，登录后销毁本单。</p>
<p>You replace the password as soon as you have signed in with it. Give this slip to nobody, and destroy it afterwards.</p>
</section>`;
