(function () {
'use strict';
// Every form works without script: the server answers with the page anew. Script saves the round trip, checks while
// somebody types, takes a dropped file, and adds keys.
const $ = (s, e) => (e || document).querySelector(s), all = (s, e) => [...(e || document).querySelectorAll(s)];
const PARTS = ['top', 'words', 'side', 'below'];
let lastUndo = null, cur = null;

function say(text, bad) {
  const p = $('#said');
  if (p) { p.textContent = text; p.classList.toggle('bad', !!bad); }
}

// swap puts the server's new parts in place of the old ones.
function swap(html, rev) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const id of PARTS) {
    const now = document.getElementById(id), next = page.getElementById(id);
    if (now && next) now.replaceWith(document.adoptNode(next));
  }
  const top = $('#top');
  if (top) document.title = top.dataset.title;
  if (rev) all('#editor [name=rev], #newer [name=rev]').forEach(i => { i.value = rev; });
  keysState();
}

// send posts a form and swaps the parts; what went wrong is told in the server's own words.
async function send(form, body, signal) {
  const r = await fetch(form.getAttribute('action'), { // a button named action hides form.action
    method: 'POST', body: body, headers: { 'X-Stet-Part': '1' }, credentials: 'same-origin', signal: signal });
  const html = await r.text();
  if (!r.ok) {
    const page = new DOMParser().parseFromString(html, 'text/html'), why = page.querySelector('.say2');
    conflict(form.closest('.fd'), page.getElementById('conflict'));
    throw new Error(why ? why.textContent : 'The desk answered ' + r.status + '. Nothing was lost; try again.');
  }
  swap(html, r.headers.get('X-Stet-Rev'));
}

// conflict puts the two decisions on one claim, and the choice between them, into the claim's card.
function conflict(card, both) {
  const old = $('#conflict');
  if (old) old.remove();
  if (!card || !both) return;
  card.append(document.adoptNode(both));
  $('#mine').focus();
}

const offline = 'stet is not answering. What you wrote is kept in this window. Start it again with “stet serve”, then try once more.';
const words = e => e instanceof TypeError ? offline : e.message;

// made tells a decision; of a correction, what it changed in the words, to who does not see them.
function made(body) {
  const card = body.get('action') === 'apply' && $('.fd[data-done][data-finding="' + CSS.escape(body.get('finding')) + '"]');
  const change = card ? card.dataset.change : '';
  return change ? 'correction made in the words: ' + change : 'decided';
}

document.addEventListener('submit', async e => {
  const form = e.target;
  if (!form.matches('[data-part], #editor')) return;
  e.preventDefault();
  const body = new URLSearchParams(new FormData(form, e.submitter));
  if (body.get('action') === 'dispute' && !body.get('note').trim()) {
    const note = $('textarea', form);
    note.setAttribute('aria-invalid', 'true');
    note.focus();
    return say('A dispute needs a note: say what is in doubt, and whom you are asking.', true);
  }
  const n = form.closest('.fd') && form.closest('.fd').dataset.n;
  all('button', form).forEach(b => { b.disabled = true; });
  try {
    await send(form, body);
    say(n ? 'Claim ' + n + ': ' + (body.get('action') ? made(body) : 'open again') : 'Done');
    lastUndo = n && body.get('action') ? n : null;
    if (n) pick(all('.fd:not([data-done])')[0]);
  } catch (err) {
    say(words(err), true);
    all('button', form).forEach(b => { b.disabled = false; });
  }
});

// Checking while somebody types: a pause of 300 ms sends the words; an answer to older words is thrown away, and the
// next request waits for the last answer, which tells the version that it must name.
const source = $('#source');
if (source) {
  let timer, busy = false, again = false;
  const check = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      await send($('#editor'), new URLSearchParams(new FormData($('#editor'))));
      say('Checked as it stands now');
    } catch (err) { say(words(err), true); }
    busy = false;
    if (again) { again = false; check(); }
  };
  source.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(check, 300); });
}

// Drop: the file goes into the form's own field.
const drop = $('#drop');
if (drop) {
  const over = on => drop.classList.toggle('over', on);
  document.addEventListener('dragover', e => { e.preventDefault(); over(true); });
  document.addEventListener('dragleave', e => { if (!e.relatedTarget) over(false); });
  document.addEventListener('drop', e => {
    e.preventDefault(); over(false);
    if (!e.dataTransfer.files.length) { const t = e.dataTransfer.getData('text/plain'); if (t) { $('#text').value = t; rich(e.dataTransfer); } return; }
    $('#file').files = e.dataTransfer.files;
    drop.submit();
  });
  // Formatting is sent beside the words, for the server to read; this page never makes elements of it. It is of one whole
  // paste: once the words are edited it is of other words, and goes. Pictures in it can make it huge: then it stays behind.
  const text = $('#text'), html = $('#html'), told = $('#dropped');
  const rich = from => {
    const given = from.getData('text/html');
    html.value = given.length < 4e6 ? given : '';
    told.textContent = html.value ? 'Formatting is kept, as far as there is any. Editing the words here drops it.' : '';
  };
  html.value = ''; // a page that the browser restores
  text.addEventListener('paste', e => {
    const whole = !text.value.slice(0, text.selectionStart).trim() && !text.value.slice(text.selectionEnd).trim();
    if (whole && e.clipboardData) { rich(e.clipboardData); pasting = true; }
  });
  let pasting = false;
  text.addEventListener('input', () => {
    if (pasting) { pasting = false; return; }
    if (html.value) { html.value = ''; told.textContent = 'Edited: the words alone are checked.'; }
  });
}

function pick(card) {
  all('.fd[data-cur]').forEach(c => delete c.dataset.cur);
  all('.m[aria-current]').forEach(m => m.removeAttribute('aria-current'));
  cur = card || null;
  if (!card) return;
  card.dataset.cur = '';
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest' });
  const m = document.getElementById(card.dataset.words);
  if (m) { m.setAttribute('aria-current', 'true'); m.scrollIntoView({ block: 'nearest' }); }
}

// A mark leads to its claim.
document.addEventListener('click', e => {
  // Within a link of the draft it is no link itself, and a click on it leads to the claim all the same.
  const m = e.target.closest('.m[href^="#"], .m[data-to]');
  const card = m && document.getElementById(m.dataset.to || m.getAttribute('href').slice(1));
  if (card && m.dataset.to) { e.preventDefault(); if (!card.matches('.fd')) location.hash = m.dataset.to; }
  if (card) { const d = $('details', card); if (card.matches('.plain li') && d) d.open = true; if (card.matches('.fd')) { e.preventDefault(); pick(card); } }
  all('.menu[open]').forEach(x => { if (!x.contains(e.target)) x.open = false; });
});

// Single keys can be switched off (WCAG 2.1.4).
let keys = true;
try { keys = localStorage.getItem('stet-keys') !== 'off'; } catch (e) { /* a private window */ }
function keysState() { const on = $('#keys-on'); if (on) on.checked = keys; }
document.addEventListener('change', e => {
  if (e.target.id !== 'keys-on') return;
  keys = e.target.checked;
  try { localStorage.setItem('stet-keys', keys ? 'on' : 'off'); } catch (err) { /* a private window */ }
});
document.addEventListener('keydown', e => {
  if (e.key === 'Escape') return all('.menu[open]').forEach(x => { x.open = false; });
  if (!keys || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
  const cards = all('.fd'), at = cards.indexOf(cur && cur.isConnected ? cur : null);
  const press = value => { const b = cur && cur.isConnected && $('[name=action][value=' + value + ']', cur); if (b) b.click(); return !!b; };
  let hit = true;
  if (e.key === 'j') pick(cards[Math.min(cards.length - 1, at + 1)]);
  else if (e.key === 'k') pick(cards[Math.max(0, at - 1)]);
  else if (e.key === 'a') hit = press('apply');
  else if (e.key === 's') hit = press('stands');
  else if (e.key === 'i') hit = press('ignore');
  else if (e.key === 'd') { const t = cur && $('textarea', cur); if (t) t.focus(); }
  else if (e.key === 'e') { const ev = cur && $('.ev', cur); if (ev) ev.open = !ev.open; }
  else if (e.key === 'z') { const b = lastUndo && $('.fd[data-done][data-n="' + lastUndo + '"] .undo'); if (b) b.click(); }
  else hit = false;
  if (hit) e.preventDefault();
});
keysState();
})();
